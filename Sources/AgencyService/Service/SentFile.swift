import Crypto

/// A file that comes with a request, read in pieces so that its size does not matter.
package struct SentFile: Sendable {
    /// Gives the next piece, nil at the end.
    package typealias Pieces = () throws -> [UInt8]?

    /// Tells one content from another; part of what an idempotency key stands for.
    package let digest: [UInt8]
    /// Begins to read, each time anew: a transaction that failed for another's sake is tried again.
    package let open: @Sendable () throws -> Pieces

    /// A file that is read once already here, for its digest.
    package init(open: @escaping @Sendable () throws -> Pieces) throws {
        self.open = open
        var hash = SHA256()
        let pieces = try open()
        while let piece = try pieces() { hash.update(data: piece) }
        digest = Array(hash.finalize())
    }

    /// A file that is in memory.
    package init(bytes: [UInt8]) {
        digest = Array(SHA256.hash(data: bytes))
        open = {
            var place = 0
            return {
                guard place < bytes.count else { return nil }
                let piece = Array(bytes[place..<min(place + Self.pieceSize, bytes.count)])
                place += piece.count
                return piece
            }
        }
    }

    /// Bytes of a piece.
    package static let pieceSize = 1 << 18
}
