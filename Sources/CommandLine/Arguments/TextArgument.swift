import AgencyService
import ArgumentParser
import Foundation

/// Text that is given as it is, as `@FILE`, or as `-` for standard input; `@@` begins a text with an at sign.
enum TextArgument: ExpressibleByArgument, InputMember, Equatable {
    case literal(String)
    case file(String)
    case standardInput

    init(argument: String) {
        self =
            if argument == "-" {
                .standardInput
            } else if argument.hasPrefix("@@") {
                .literal(String(argument.dropFirst()))
            } else if argument.hasPrefix("@"), argument.count > 1 {
                .file(String(argument.dropFirst()))
            } else {
                .literal(argument)
            }
    }

    var jsonValue: JSONValue {
        get throws {
            switch self {
            case .literal(let text): .string(text)
            case .file(let path): .string(try InputFile(path: path).text())
            case .standardInput: .string(try InputFile(path: "-").text())
            }
        }
    }
}

/// A file that is sent to the service as text.
struct InputFile {
    /// The path, `-` for standard input.
    let path: String

    /// The whole text.
    ///
    /// - Throws: `Failure` for a file that cannot be read, is larger than `limit` or no UTF-8.
    func text(limit: Int = 64 << 20) throws -> String {
        let bytes = try self.bytes(limit: limit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure.badData(
                "\(name) is not UTF-8 text.",
                next: path == "-" ? nil : "iconv -f latin1 -t utf-8 \(path)")
        }
        return text
    }

    private var name: String { path == "-" ? "Standard input" : path }

    private func bytes(limit: Int) throws -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure.badData("\(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw Failure.badData("\(name) cannot be read: \(String(cString: strerror(errno))).")
            }
            bytes.append(contentsOf: piece[..<count])
            guard bytes.count <= limit else { throw Failure.badData("\(name) is larger than \(limit >> 20) MiB.") }
        }
    }
}
