import Foundation

/// Standard output and standard error, and what may be written to each.
struct Terminal: Sendable {
    var output: any ByteSink
    var errors: any ByteSink
    var outputIsTerminal: Bool
    var errorIsTerminal: Bool
    /// Columns of the terminal.
    var width: Int
    var outputColour: Bool
    var errorColour: Bool

    /// The terminal of this process.
    ///
    /// `NO_COLOR` switches colour off, `CLICOLOR_FORCE` on where there is no terminal.
    static func process(_ environment: [String: String]) -> Terminal {
        let outputIsTerminal = isatty(STDOUT_FILENO) == 1
        let errorIsTerminal = isatty(STDERR_FILENO) == 1
        func colour(_ isTerminal: Bool) -> Bool {
            guard (environment["NO_COLOR"] ?? "").isEmpty else { return false }
            if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
            return isTerminal && environment["TERM"] != "dumb" && environment["CLICOLOR"] != "0"
        }
        return Terminal(
            output: DescriptorSink(descriptor: STDOUT_FILENO), errors: DescriptorSink(descriptor: STDERR_FILENO),
            outputIsTerminal: outputIsTerminal, errorIsTerminal: errorIsTerminal,
            width: columns(environment), outputColour: colour(outputIsTerminal), errorColour: colour(errorIsTerminal))
    }

    private static func columns(_ environment: [String: String]) -> Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return environment["COLUMNS"].flatMap { Int($0) }.map { max(20, $0) } ?? 80
    }

    /// Writes text to standard output.
    func write(_ text: String) throws { try output.write(Array(text.utf8)) }

    /// Writes a line to standard error; an error that cannot be told is dropped.
    func tell(_ line: String) { try? errors.write(Array((line + "\n").utf8)) }
}

/// The few colours that the tables use.
enum Colour: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"

    func paint(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
