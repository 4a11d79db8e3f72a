import Crypto
import FoundationEssentials

/// One numbered file of the sql folder, `NNNN_words.sql`.
package struct MigrationFile: Sendable, Equatable {
    package let number: Int
    package let name: String
    /// SHA-256 of the bytes, in hexadecimal digits.
    package let checksum: String
    package let text: String

    package init(number: Int, name: String, text: String) {
        self.number = number
        self.name = name
        self.text = text
        checksum = SHA256.hash(data: Data(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }

    /// Such as `0012_add_teams.sql`.
    package var fileName: String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name + ".sql"
    }

    /// Number and name from a file name; nil if it is not of the form `NNNN_words.sql`.
    static func parse(_ fileName: String) -> (number: Int, name: String)? {
        guard fileName.hasSuffix(".sql") else { return nil }
        let stem = fileName.dropLast(4)
        let digits = stem.prefix(4)
        let words = stem.dropFirst(5)
        func isWord(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") <= 9 }),
            let number = Int(digits),
            stem.dropFirst(4).first == "_", !words.isEmpty, words.utf8.allSatisfy(isWord)
        else { return nil }
        return (number, String(words))
    }
}

/// What the sql folder holds.
package struct MigrationDirectory: Sendable {
    /// `roles.sql`: cluster-wide, idempotent, run first each time; nil if there is none.
    package let roles: String?
    /// In order of number.
    package let files: [MigrationFile]

    /// Reads the folder; blocks, as files do.
    ///
    /// Folders and files that do not end in `.sql` are left alone.
    package init(path: String) throws(MigrationError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .unreadable(path: path)
        }
        var roles: String?
        var files: [MigrationFile] = []
        for name in names.sorted() where name.hasSuffix(".sql") {
            guard let data = FileManager.default.contents(atPath: path + "/" + name),
                let text = String(bytes: data, encoding: .utf8)
            else { throw .unreadable(path: path + "/" + name) }
            if name == "roles.sql" {
                roles = text
            } else if let (number, words) = MigrationFile.parse(name) {
                files.append(MigrationFile(number: number, name: words, text: text))
            } else {
                throw .badName(fileName: name)
            }
        }
        self.roles = roles
        self.files = files
    }
}
