import CLibPQ

/// A request to cancel what a connection was doing when this was made.
package final class CancelRequest: Sendable {
    /// The PGcancel's address: an immutable copy that the manual allows to use from any thread.
    private let address: UInt

    init(taking cancel: OpaquePointer) { address = UInt(bitPattern: cancel) }

    deinit { PQfreeCancel(OpaquePointer(bitPattern: address)) }

    /// Sends it over a connection of its own and waits for the server to take note; blocks without a time limit.
    package func send() -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
            PQcancel(OpaquePointer(bitPattern: address), message.baseAddress, Int32(message.count)) == 1
        }
    }
}
