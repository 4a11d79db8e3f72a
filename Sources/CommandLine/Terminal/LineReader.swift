import Foundation

/// Reads lines from a file descriptor, holding one piece and one line at a time.
struct LineReader {
    enum Line: Equatable {
        case line([UInt8])
        /// Longer than the limit; its bytes were passed over.
        case tooLong
    }

    /// The longest line that is kept.
    static let limit = 1 << 20

    let descriptor: Int32
    private var piece: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its line end, or nil at the end.
    ///
    /// *Blocks* until a line is there.
    mutating func next() throws -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        while true {
            if position == piece.count {
                try refill()
                if isAtEnd {
                    if isTooLong { return .tooLong }
                    return line.isEmpty ? nil : .line(Self.withoutReturn(line))
                }
            }
            let end = piece[position...].firstIndex(of: 0x0A)
            let part = piece[position..<(end ?? piece.count)]
            position = end.map { $0 + 1 } ?? piece.count
            if line.count + part.count > Self.limit { isTooLong = true }
            if isTooLong { line = [] } else { line.append(contentsOf: part) }
            if end != nil { return isTooLong ? .tooLong : .line(Self.withoutReturn(line)) }
        }
    }

    private static func withoutReturn(_ line: [UInt8]) -> [UInt8] {
        line.last == 0x0D ? Array(line.dropLast()) : line
    }

    private mutating func refill() throws {
        position = 0
        var count = 0
        piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
            repeat { count = read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
            filled = max(0, count)
        }
        if count < 0 { throw Failure.failed("Standard input cannot be read: \(String(cString: strerror(errno))).") }
        isAtEnd = count == 0
    }
}
