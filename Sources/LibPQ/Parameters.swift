/// The binds of one statement in text format, laid out as libpq wants them: NUL-terminated and adjacent.
package struct Parameters: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    package private(set) var oids: [UInt32] = []
    private var offsets: [Int] = []
    private var storage: [UInt8] = []
    /// True if some value holds a zero byte, which no text value of PostgreSQL may.
    package private(set) var containsZeroByte = false

    package init() {}

    package init(reserving count: Int) {
        oids.reserveCapacity(count)
        offsets.reserveCapacity(count)
    }

    package var count: Int { oids.count }

    /// Adds one value; nil is NULL, type 0 lets the server infer the type.
    package mutating func append(oid: UInt32, bytes: [UInt8]?) {
        oids.append(oid)
        guard let bytes else {
            offsets.append(-1)
            return
        }
        if bytes.contains(0) { containsZeroByte = true }
        offsets.append(storage.count)
        storage.append(contentsOf: bytes)
        storage.append(0)
    }

    /// Calls `body` with the arrays that `PQsendQueryParams` takes.
    func withPointers<R>(
        _ body: (UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?) -> R
    ) -> R {
        if oids.isEmpty { return body(nil, nil) }
        return storage.withUnsafeBytes { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: offsets.count) { values in
                for index in offsets.indices {
                    let offset = offsets[index]
                    let value: UnsafePointer<CChar>? =
                        offset < 0
                        ? nil : bytes.baseAddress.map { ($0 + offset).assumingMemoryBound(to: CChar.self) }
                    values.initializeElement(at: index, to: value)
                }
                return oids.withUnsafeBufferPointer { types in
                    body(types.baseAddress, UnsafePointer(values.baseAddress))
                }
            }
        }
    }

    /// Values are personal data and never printed.
    package var description: String { "<\(oids.count) parameters, redacted>" }
    package var debugDescription: String { description }
}
