import Crypto
import Postgres

/// A caller's promise that two requests with the same key are one; it lives in the transaction of the effect.
struct IdempotencyKey: Sendable {
    let text: String
    let operation: String
    let requestHash: [UInt8]

    /// - Throws: `invalid` for an empty key, one over 255 characters or with characters outside printable ASCII.
    init(_ text: String, operation: String, input: JSONObject) throws {
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 31 && $0 < 127 }) else {
            throw Problem.invalid(["Idempotency-Key": "must be 1 to 255 printable characters"])
        }
        self.text = text
        self.operation = operation
        requestHash = Array(SHA256.hash(data: try JSONWriter.bytes(JSONValue.object(input))))
    }

    /// Claims the key, waiting for a request under way with the same one; gives the stored answer if there is one already.
    var claim: SQL { "select status, body, is_same from liaison.claim_idempotency_key(\(text), \(operation), \(requestHash))" }

    func store(status: Int, body: [UInt8]) -> SQL {
        "select liaison.store_idempotent_answer(\(text), \(Int32(status)), \(body))"
    }
}

struct StoredAnswer: Decodable {
    var status: Int
    /// Hexadecimal as PostgreSQL prints bytea.
    var body: String
    var isSame: Bool

    func response() throws -> OperationResponse {
        guard isSame else {
            throw Problem(
                .idempotencyKeyReused, "This Idempotency-Key was used for another request; use a new one for a new request.")
        }
        return OperationResponse(status: status, body: Hexadecimal.decode(body.dropFirst(2)), isReplay: true)
    }
}

enum Hexadecimal {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    static func decode(_ text: Substring) -> [UInt8] {
        var result: [UInt8] = []
        var high: UInt8?
        for digit in text {
            guard let value = digit.hexDigitValue.map(UInt8.init) else { continue }
            if let first = high {
                result.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return result
    }
}
