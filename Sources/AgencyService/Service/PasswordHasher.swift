import Crypto
import CryptoExtras
import Foundation
import Postgres
import Synchronization

/// Hashes and checks passwords with scrypt on plain threads of its own, since one hash takes longer than a cooperative
/// thread may be kept.
///
/// Two run at a time, since each needs 128 MiB; some more may wait, and everybody else is told `busy`.
package final class PasswordHasher: Sendable {
    /// The work of new hashes; checking takes its numbers from the stored hash.
    package struct Cost: Sendable, Hashable {
        /// The logarithm to base 2 of scrypt's N.
        package var logRounds: Int

        package init(logRounds: Int) { self.logRounds = logRounds }

        /// OWASP's first choice for scrypt: N = 2^17, r = 8, p = 1.
        package static let standard = Cost(logRounds: 17)
    }

    private static let threads = BlockingThreads(count: 2)

    private let cost: Cost
    private let mostAtOnce: Int
    private let underWay = Mutex(0)

    /// - Parameter waiting: how many callers may wait for one of the two threads.
    package init(cost: Cost = .standard, waiting: Int = 16) {
        self.cost = cost
        mostAtOnce = 2 + waiting
    }

    /// A new hash with a random salt, in the PHC string format.
    ///
    /// - Throws: `busy` if too many wait already.
    package func hash(_ password: String) async throws -> String {
        let stored = StoredPassword(logRounds: cost.logRounds, salt: Self.randomBytes(16), key: [])
        guard let key = try await key(of: password, like: stored) else {
            throw Problem(.internal, "The password could not be hashed.")
        }
        return StoredPassword(logRounds: stored.logRounds, salt: stored.salt, key: key).text
    }

    /// Whether the password is the one that was hashed; false for a text that is no hash of this kind.
    ///
    /// - Throws: `busy` if too many wait already.
    package func verify(_ password: String, against text: String) async throws -> Bool {
        guard let stored = StoredPassword(text) else {
            try await verifyNothing()
            return false
        }
        guard let key = try await key(of: password, like: stored) else { return false }
        return Self.areEqual(key, stored.key)
    }

    /// Takes as long as checking a password, so that the time does not tell whether there was one to check.
    ///
    /// - Throws: `busy` if too many wait already.
    package func verifyNothing() async throws {
        let nobody = StoredPassword(logRounds: cost.logRounds, salt: Self.randomBytes(16), key: [])
        _ = try await key(of: "nobody", like: nobody)
    }

    private func key(of password: String, like stored: StoredPassword) async throws -> [UInt8]? {
        guard enter() else {
            throw Problem(.busy, "Too many people sign in at once. Try again in a moment.", facts: ["retry_after": 1])
        }
        defer { underWay.withLock { $0 -= 1 } }
        return await Self.threads.run { stored.key(of: password) }
    }

    private func enter() -> Bool {
        underWay.withLock { count in
            guard count < mostAtOnce else { return false }
            count += 1
            return true
        }
    }

    /// Compares in a time that depends on the lengths only.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count, !left.isEmpty else { return false }
        return zip(left, right).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
    }

    private static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

/// A hash as it stands in the database: `$scrypt$ln=17,r=8,p=1$salt$key`, base64 without padding.
struct StoredPassword: Sendable {
    static let blockSize = 8
    static let parallelism = 1

    var logRounds: Int
    var salt: [UInt8]
    var key: [UInt8]

    init(logRounds: Int, salt: [UInt8], key: [UInt8]) {
        self.logRounds = logRounds
        self.salt = salt
        self.key = key
    }

    /// Nil for anything else, and for a cost that would exhaust the machine.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        let numbers = parts[2].split(separator: ",", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers[0].hasPrefix("ln="), let logRounds = Int(numbers[0].dropFirst(3)),
            (1...20).contains(logRounds), numbers[1] == "r=\(Self.blockSize)", numbers[2] == "p=\(Self.parallelism)",
            let salt = Self.decoded(parts[3]), let key = Self.decoded(parts[4]), (8...64).contains(salt.count),
            key.count == 32
        else { return nil }
        self.init(logRounds: logRounds, salt: salt, key: key)
    }

    var text: String {
        "$scrypt$ln=\(logRounds),r=\(Self.blockSize),p=\(Self.parallelism)$\(Self.encoded(salt))$\(Self.encoded(key))"
    }

    /// The scrypt key of a password under this salt and cost; nil if there is no memory for it.
    ///
    /// Blocks for as long as the cost says.
    func key(of password: String) -> [UInt8]? {
        // The same letters can be typed in several ways; NFKC makes them one (RFC 8265 for passwords).
        let normal = Data(password.precomposedStringWithCompatibilityMapping.utf8)
        // The library cannot take nothing, and an answer without work would tell by its time; no password holds a NUL.
        let bytes = normal.isEmpty ? Data([0]) : normal
        let key = try? KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << logRounds, blockSize: Self.blockSize,
            parallelism: Self.parallelism)
        return key?.withUnsafeBytes { Array($0) }
    }

    private static func encoded(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("=", with: "")
    }

    private static func decoded(_ text: Substring) -> [UInt8]? {
        guard !text.contains("=") else { return nil }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map(Array.init)
    }
}
