import Foundation

/// A file that only its owner may read; written whole or not at all.
struct PrivateFile {
    let path: String

    private var directory: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

    /// The content, or nil if there is no such file.
    func read() throws -> [UInt8]? {
        if let data = FileManager.default.contents(atPath: path) { return Array(data) }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure.failed("\(path) is not yours to read.", next: "liaison doctor")
        }
        return nil
    }

    /// Replaces the content: a neighbour is written, synced and moved into place, with mode 0600 from its first byte on.
    func write(_ bytes: [UInt8]) throws {
        try makeDirectory()
        var name = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw failure("made") }
        let temporary = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { close(descriptor) }
        do {
            try DescriptorSink(descriptor: descriptor).write(bytes)
            guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else { throw failure("written") }
            guard rename(temporary, path) == 0 else { throw failure("moved into place") }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Makes the directory, and fails where nothing can be written into it.
    func prepare() throws {
        try makeDirectory()
        guard access(directory, W_OK) == 0 else { throw failure("written") }
    }

    /// Runs work while no other process that asks for it does the same.
    func locked<Result>(_ work: () throws -> Result) throws -> Result {
        try makeDirectory()
        let descriptor = open(path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("locked") }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure("locked") }
        }
        return try work()
    }

    private func makeDirectory() throws {
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// The permission bits, or nil if there is no such file.
    var mode: Int? {
        (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    private func failure(_ what: String) -> Failure {
        Failure.failed("\(path) cannot be \(what): \(String(cString: strerror(errno))).")
    }
}
