import AgencyService
import Testing

@Suite("Passwords are hashed with scrypt")
struct PasswordHasherTests {
    private let hasher = PasswordHasher(cost: .init(logRounds: 10))

    @Test("the right password is told from a wrong one")
    func verifies() async throws {
        let stored = try await hasher.hash("correct horse battery")
        #expect(try await hasher.verify("correct horse battery", against: stored))
        #expect(try await !hasher.verify("correct horse batterz", against: stored))
        #expect(try await !hasher.verify("", against: stored))
    }

    @Test("hashes of one password differ and carry their numbers")
    func salted() async throws {
        let first = try await hasher.hash("correct horse battery")
        let second = try await hasher.hash("correct horse battery")
        #expect(first != second)
        #expect(first.hasPrefix("$scrypt$ln=10,r=8,p=1$"))
        #expect(!first.contains("=" + "$"))
        #expect(PasswordHasher.Cost.standard.logRounds == 17)
    }

    @Test("the key is scrypt's of RFC 7914")
    func knownAnswer() async throws {
        let stored = "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI"
        #expect(try await hasher.verify("pleaseletmein", against: stored))
        #expect(try await !hasher.verify("pleaseletmeIn", against: stored))
    }

    @Test("letters that look the same are the same, however they were typed")
    func normalises() async throws {
        let stored = try await hasher.hash("caf\u{E9} cr\u{E8}me br\u{FB}l\u{E9}e")
        #expect(try await hasher.verify("cafe\u{301} cre\u{300}me bru\u{302}le\u{301}e", against: stored))
    }

    @Test(
        "what is no hash verifies nothing",
        arguments: [
            "", "$", "plain", "$scrypt$", "$scrypt$ln=10,r=8,p=1$c2FsdHNhbHQ$", "$scrypt$ln=99,r=8,p=1$c2FsdHNhbHQ$YQ",
            "$scrypt$ln=-1,r=8,p=1$c2FsdHNhbHQ$YQ", "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$a2V5",
            "$scrypt$ln=10,r=9,p=1$c2FsdHNhbHQ$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI",
            "$scrypt$ln=10,r=8,p=1$%%%$%%%",
            "$scrypt$ln=99999999999999999999,r=8,p=1$c2FsdHNhbHQ$YQ",
        ])
    func malformed(_ text: String) async throws {
        #expect(try await !hasher.verify("pleaseletmein", against: text))
    }

    @Test("beyond the places people are told to come back, and afterwards there are places again")
    func crowded() async throws {
        let small = PasswordHasher(cost: .init(logRounds: 13), waiting: 1)
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do {
                        try await small.verifyNothing()
                        return false
                    } catch {
                        return (error as? Problem)?.name == .busy
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect((1...9).contains(refused))
        try await small.verifyNothing()
    }
}
