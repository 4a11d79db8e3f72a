/// Somebody of the generated agency: the same name and address whenever they are asked for.
struct ScaledPerson {
    let name: [UInt8]
    let email: [UInt8]

    /// - Parameter domain: a domain that nobody can have; the id in front of it keeps addresses apart.
    init(_ purpose: ScaledRandom.Purpose, id: Int, seed: UInt64, domain: [UInt8], isNumbered: Bool = true) {
        var random = ScaledRandom(seed: seed, purpose, row: id)
        let given = random.pick(ScaledWords.given)
        let family = random.pick(ScaledWords.family)
        name = given.text + [UInt8(ascii: " ")] + family.text
        let number = isNumbered ? [UInt8(ascii: ".")] + Array(String(id).utf8) : []
        email = given.address + [UInt8(ascii: ".")] + family.address + number + [UInt8(ascii: "@")] + domain
    }

    static func candidate(_ id: Int, seed: UInt64) -> ScaledPerson {
        ScaledPerson(.candidate, id: id, seed: seed, domain: Array("mail.example".utf8))
    }

    static func recruiter(_ id: Int, seed: UInt64) -> ScaledPerson {
        ScaledPerson(.recruiter, id: id, seed: seed, domain: Array("brightwater.example".utf8))
    }

    static func referrer(_ id: Int, seed: UInt64) -> ScaledPerson {
        ScaledPerson(.referrer, id: id, seed: seed, domain: Array("post.example".utf8))
    }

    static func contact(_ id: Int, seed: UInt64) -> ScaledPerson {
        let client = (id - 1) / ScaledShape.contactsPerClient + 1
        return ScaledPerson(.contact, id: id, seed: seed, domain: ScaledFirm(client, seed: seed).domain)
    }
}

/// A client of the generated agency.
struct ScaledFirm {
    let name: [UInt8]
    let domain: [UInt8]

    init(_ id: Int, seed: UInt64) {
        var random = ScaledRandom(seed: seed, .client, row: id)
        let head = random.pick(ScaledWords.firmHeads)
        let tail = random.pick(ScaledWords.firmTails)
        name = head + [UInt8(ascii: " ")] + tail
        // Lower case in ASCII.
        domain = (head + tail).map { $0 | 0x20 } + Array("-\(id).example".utf8)
    }
}
