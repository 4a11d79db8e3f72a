/// Random numbers that depend on a seed, a purpose and a row alone, so that every row can be made by itself and in any order.
///
/// SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct ScaledRandom: RandomNumberGenerator {
    /// What the numbers are for; each has its own stream.
    enum Purpose: UInt64 {
        case branch = 1
        case candidate, contact, recruiter, referrer, client
    }

    private var state: UInt64

    init(state: UInt64) { self.state = state }

    init(seed: UInt64, _ purpose: Purpose, row: Int) {
        let stream = Self.mixed(Self.mixed(seed &+ Self.golden) ^ purpose.rawValue &* Self.golden)
        state = Self.mixed(stream ^ UInt64(truncatingIfNeeded: row) &* 0xD134_2543_DE82_EF95)
    }

    mutating func next() -> UInt64 {
        state &+= Self.golden
        return Self.mixed(state)
    }

    /// A number from 0 on below a bound, which is at least 1.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
    }

    /// Whether something happens that happens so many times in a thousand.
    mutating func happens(_ perMille: Int) -> Bool { below(1000) < perMille }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
