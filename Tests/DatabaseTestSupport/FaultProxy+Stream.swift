import Foundation

extension FaultProxy {
    /// The bytes that go one way through one connection.
    struct Stream {
        /// A piece to be sent, and what is to happen after it.
        struct Piece {
            var due: ContinuousClock.Instant
            var bytes: ArraySlice<UInt8>
            var fault: Fault?
        }

        var framer: MessageFramer
        private(set) var held: [Piece] = []
        /// The sender will say nothing more, or nothing more is wanted.
        private var hasEnded = false
        /// The end was passed on.
        private(set) var isShut = false

        init(framer: MessageFramer) { self.framer = framer }

        var takesMore: Bool { !hasEnded && held.count < 64 }

        mutating func receive(_ sender: Int32, _ side: Side, delay: Duration, _ traps: inout [Trap]) {
            var room = [UInt8](repeating: 0, count: 64 * 1024)
            while takesMore {
                let count = recv(sender, &room, room.count, 0)
                if count > 0 {
                    hold(framer.whole(adding: room[..<count]), side, until: .now + delay, &traps)
                    continue
                }
                if count < 0, errno == EAGAIN || errno == EINTR { return }
                hasEnded = true
            }
        }

        private mutating func hold(
            _ messages: [ArraySlice<UInt8>], _ side: Side, until due: ContinuousClock.Instant, _ traps: inout [Trap]
        ) {
            for message in messages {
                var piece = Piece(due: due, bytes: message)
                for index in traps.indices.reversed() where traps[index].catches(&piece, side) {
                    traps.remove(at: index)
                    break
                }
                held.append(piece)
                if piece.fault != nil {
                    // What the sender says after it reaches nobody.
                    hasEnded = true
                    return
                }
            }
        }

        /// Sends what is due; the fault to suffer, if one was reached.
        mutating func send(to receiver: Int32) -> Fault? {
            while let first = held.first, first.due <= .now {
                let count = first.bytes.withUnsafeBytes {
                    $0.isEmpty ? 0 : Glibc.send(receiver, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count < 0 {
                    if errno == EAGAIN || errno == EINTR { return nil }
                    hasEnded = true
                    held = []
                    break
                }
                held[0].bytes.removeFirst(count)
                guard held[0].bytes.isEmpty else { continue }
                held.removeFirst()
                if let fault = first.fault {
                    if case .silence = fault {} else { shut(receiver) }
                    return fault
                }
            }
            if hasEnded, held.isEmpty, !isShut { shut(receiver) }
            return nil
        }

        mutating func shut(_ receiver: Int32) {
            held = []
            hasEnded = true
            isShut = true
            shutdown(receiver, Int32(SHUT_WR))
        }
    }
}

extension FaultProxy.Trap {
    /// Whether this is the moment; the piece then ends where the fault begins.
    mutating func catches(_ piece: inout FaultProxy.Stream.Piece, _ side: FaultProxy.Side) -> Bool {
        switch moment {
        case .afterBytes(let limit, let from):
            guard from == side else { return false }
            guard bytesSeen + piece.bytes.count >= limit else {
                bytesSeen += piece.bytes.count
                return false
            }
            piece.bytes = piece.bytes.prefix(limit - bytesSeen)
        case .insteadOfMessage(let text, let from):
            guard from == side, piece.bytes.holds(text) else { return false }
            piece.bytes = []
        case .afterMessage(let text, let from):
            guard from == side, piece.bytes.holds(text) else { return false }
        }
        piece.fault = fault
        return true
    }
}

extension ArraySlice<UInt8> {
    fileprivate func holds(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, count >= wanted.count else { return false }
        return (startIndex...(endIndex - wanted.count)).contains { start in
            self[start] == first && self[start..<start + wanted.count].elementsEqual(wanted)
        }
    }
}
