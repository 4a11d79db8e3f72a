import AgencyService
import Foundation

/// A file that is sent to the service.
struct InputFile {
    /// The path, `-` for standard input.
    let path: String

    /// The largest file that is held in memory, in bytes.
    static let largest = 64 << 20

    /// The file in pieces, whatever its size; standard input is held in memory.
    ///
    /// - Parameter note: is told how many bytes were read, and how many there are.
    /// - Throws: `Failure` for a file that cannot be read.
    func sent(_ note: @escaping @Sendable (Int, Int) -> Void) throws -> SentFile {
        guard path != "-" else { return SentFile(bytes: try bytes(limit: Self.largest)) }
        return try SentFile { [self] in
            let descriptor = try OpenFile(self)
            var done = 0
            return {
                guard let piece = try descriptor.piece() else { return nil }
                done += piece.count
                note(done, descriptor.size)
                return piece
            }
        }
    }

    /// The whole text.
    ///
    /// - Throws: `Failure` for a file that cannot be read, is larger than `limit` or no UTF-8.
    func text(limit: Int = largest) throws -> String {
        let bytes = try self.bytes(limit: limit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure.badData(
                "\(name) is not UTF-8 text.",
                next: path == "-" ? nil : "iconv -f latin1 -t utf-8 \(path)")
        }
        return text
    }

    fileprivate var name: String { path == "-" ? "Standard input" : path }

    private func bytes(limit: Int) throws -> [UInt8] {
        let file = try OpenFile(self)
        var bytes: [UInt8] = []
        while let piece = try file.piece() {
            bytes.append(contentsOf: piece)
            guard bytes.count <= limit else { throw Failure.badData("\(name) is larger than \(limit >> 20) MiB.") }
        }
        return bytes
    }
}

/// A file while it is read.
private final class OpenFile {
    private let file: InputFile
    private let descriptor: Int32

    init(_ file: InputFile) throws {
        self.file = file
        descriptor = file.path == "-" ? STDIN_FILENO : open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable }
    }

    deinit {
        if descriptor > STDIN_FILENO { close(descriptor) }
    }

    /// Bytes; 0 for what is no plain file.
    var size: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The next bytes; nil at the end.
    func piece() throws -> [UInt8]? {
        while true {
            var count = 0
            let piece = [UInt8](unsafeUninitializedCapacity: SentFile.pieceSize) { buffer, filled in
                count = read(descriptor, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count == 0 { return nil }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw unreadable }
            return piece
        }
    }

    private var unreadable: Failure {
        Failure.badData("\(file.name) cannot be read: \(String(cString: strerror(errno))).")
    }
}

extension SentFile {
    /// The whole file.
    ///
    /// - Parameter limit: bytes at the most.
    /// - Throws: `Failure` for a larger file.
    func bytes(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let pieces = try open()
        while let piece = try pieces() {
            bytes.append(contentsOf: piece)
            guard bytes.count <= limit else {
                throw Failure.badData(
                    "The file is larger than the \(limit >> 20) MiB that a server takes.",
                    next: "cut it into smaller ones, each with the first line, or import where the database is")
            }
        }
        return bytes
    }
}
