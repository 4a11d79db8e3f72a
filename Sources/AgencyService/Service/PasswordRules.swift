import Agency
import Foundation

/// A password on its way in: never logged, never sent back, and as text only until it is hashed.
struct PasswordText: Codable, Sendable, CustomStringConvertible, SchemaDescribing {
    static let longest = 256
    static let jsonSchema = JSONSchema.string(StringRule(format: "password", maximumLength: longest))
    static var schemaSample: PasswordText? { PasswordText(value: "") }

    let value: String

    init(value: String) { self.value = value }

    init(from decoder: any Decoder) throws { value = try decoder.singleValueContainer().decode(String.self) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    var description: String { "<password>" }

    /// Why it may not be chosen, or nil: length, the address of the account, the passwords that everybody tries first.
    func refusal(email: EmailAddress?) -> String? {
        let folded = value.precomposedStringWithCompatibilityMapping.lowercased()
        let length = value.unicodeScalars.count
        if length < 8 { return "must have at least 8 characters" }
        if length > Self.longest { return "must have at most \(Self.longest) characters" }
        if EmailAddress(value) != nil || folded == email?.folded { return "must not be an e-mail address" }
        if Set(folded).count < 3 || Self.commonest.contains(folded) {
            return "is one of the passwords that are guessed first; choose another"
        }
        return nil
    }

    /// Passwords of at least 8 characters that head the public lists of leaked ones.
    private static let commonest = Set(
        """
        password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword p@ssw0rd1 pa55word pass1234
        passpass passw0rd1 password! password1! 12345678 123456789 1234567890 0123456789 12345678910 123123123 87654321
        987654321 9876543210 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 qazwsxedc zaq12wsx qwertyui qwertyuiop qwerty12
        qwerty123 qwerty1234 qwer1234 1234qwer asdfghjk asdfghjkl asdf1234 zxcvbnm1 abcd1234 abc12345 abcdefgh abcdefg1
        a1b2c3d4 aa123456 iloveyou iloveyou1 iloveyou2 sunshine sunshine1 princess princess1 football football1 baseball
        baseball1 basketball superman superman1 starwars trustno1 whatever computer internet samsung1 michelle jennifer
        jordan23 letmein1 letmeinnow welcome1 welcome12 welcome123 monkey12 monkey123 dragon12 dragon123 master12
        master123 shadow12 shadow123 charlie1 freedom1 hello123 hello1234 admin123 admin1234 administrator changeme
        changeme1 changeme123 default1 secret12 secret123 test1234 testtest temp1234 temppass user1234 guest123 login123
        liverpool liverpool1 arsenal1 chelsea1 manchester rangers1 england1 london12 london123 summer2024 summer2025
        summer2026 winter2024 winter2025 winter2026 spring2026 autumn2026 recruiter recruiter1 candidate candidate1
        recruitment liaison1 liaison123
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
