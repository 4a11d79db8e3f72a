import Crypto
import Foundation
import Postgres

/// A caller's promise that two requests with the same key are one; it lives in the transaction of the effect.
struct IdempotencyKey: Sendable {
    let text: String
    let operation: String
    let requestHash: [UInt8]

    /// - Throws: `invalid` for an empty key, one over 255 characters or with characters outside printable ASCII.
    init(_ text: String, operation: String, input: JSONObject, file: SentFile? = nil) throws {
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 31 && $0 < 127 }) else {
            throw Problem.invalid(["Idempotency-Key": "must be 1 to 255 printable characters"])
        }
        self.text = text
        self.operation = operation
        let content = try JSONWriter.bytes(JSONValue.object(input)) + (file?.digest ?? [])
        requestHash = Array(SHA256.hash(data: content))
    }

    /// Claims the key, waiting for a request under way with the same one; gives the stored answer if there is one already.
    var claim: SQL { "select status, body, is_same from liaison.claim_idempotency_key(\(text), \(operation), \(requestHash))" }

    /// The statement that keeps the answer; one that carries a secret is sealed with the token that asked for it.
    func store(status: Int, body: [UInt8], token: SessionToken) throws -> SQL {
        let body = answersSecret ? try Array(AES.GCM.seal(body, using: key(token)).combined ?? Data()) : body
        return "select liaison.store_idempotent_answer(\(text), \(Int32(status)), \(body))"
    }

    /// The stored answer as it was given.
    ///
    /// - Throws: `idempotency-key-reused` for another request, and for a secret that another session was given.
    func answer(_ stored: StoredAnswer, token: SessionToken) throws -> OperationResponse {
        var response = try stored.response()
        guard answersSecret else { return response }
        guard let box = try? AES.GCM.SealedBox(combined: response.body), let body = try? AES.GCM.open(box, using: key(token))
        else {
            throw Problem(.idempotencyKeyReused, "Another of your sessions made this request; ask for a new secret with a new key.")
        }
        response.body = Array(body)
        return response
    }

    /// Answers with a token or an invitation are shown once and never lie about in the clear.
    private var answersSecret: Bool { ["token.create", "account.invite", "account.reset"].contains(operation) }

    private func key(_ token: SessionToken) -> SymmetricKey {
        SymmetricKey(data: SHA256.hash(data: Data("\(text)\u{0}\(token.text)".utf8)))
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
