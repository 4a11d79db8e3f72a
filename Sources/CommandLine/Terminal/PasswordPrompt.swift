import Foundation

/// Asks for a password without showing it.
enum PasswordPrompt {
    /// Reads a password from the terminal, whatever standard input is.
    ///
    /// The terminal hands over every key, interrupts too, so that it is always put back as it was.
    ///
    /// - Throws: `Failure` without a terminal; `.cancelled` on Ctrl-C or Ctrl-D.
    static func ask(_ question: String) throws -> String {
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure(
                message: "There is no terminal to ask for a password.", status: .usage,
                next: "liaison login EMAIL --password-stdin")
        }
        defer { close(descriptor) }
        let screen = DescriptorSink(descriptor: descriptor)
        var former = termios()
        guard tcgetattr(descriptor, &former) == 0 else { throw Failure.failed("The terminal cannot be read.") }
        var quiet = former
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        tcsetattr(descriptor, TCSAFLUSH, &quiet)
        defer {
            tcsetattr(descriptor, TCSAFLUSH, &former)
            try? screen.write(Array("\n".utf8))
        }
        try screen.write(Array(question.utf8))
        return try line(from: descriptor)
    }

    private static func line(from descriptor: Int32) throws -> String {
        var typed: [UInt8] = []
        while true {
            var key: UInt8 = 0
            let count = read(descriptor, &key, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { throw Failure.cancelled }
            switch key {
            case 0x0A, 0x0D: return try text(typed)
            case 0x03, 0x04: throw Failure.cancelled
            case 0x08, 0x7F:
                while let last = typed.popLast(), last & 0xC0 == 0x80 {}
            case 0x15: typed.removeAll()
            default: typed.append(key)
            }
        }
    }

    /// The first line of standard input, for scripts.
    static func fromStandardInput() throws -> String {
        var lines = LineReader(descriptor: STDIN_FILENO)
        guard case .line(let bytes)? = try lines.next(), !bytes.isEmpty else {
            throw Failure.badData("Standard input has no password.")
        }
        return try text(bytes)
    }

    private static func text(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure.badData("The password is not UTF-8 text.")
        }
        return text
    }
}
