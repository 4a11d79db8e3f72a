import CLibPQ

/// Connection keywords of libpq and their values.
package enum ConnectionInfo {
    /// A conninfo string or URL that could not be read; carries no part of it, as it may hold a password.
    package struct Malformed: Error {}

    /// The keywords that a conninfo string or URL sets.
    package static func parse(_ text: String) throws(Malformed) -> [(String, String)] {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(text, &message) else {
            PQfreemem(message)
            throw Malformed()
        }
        defer { PQconninfoFree(options) }
        return keywords(options, value: { $0.val })
    }

    /// The values libpq was compiled with, whatever the environment says.
    package static var compiledDefaults: [(String, String)] {
        guard let options = PQconndefaults() else { return [] }
        defer { PQconninfoFree(options) }
        return keywords(options, value: { $0.compiled.map { UnsafeMutablePointer(mutating: $0) } })
    }

    private static func keywords(
        _ options: UnsafeMutablePointer<PQconninfoOption>,
        value: (PQconninfoOption) -> UnsafeMutablePointer<CChar>?
    ) -> [(String, String)] {
        var found: [(String, String)] = []
        var cursor = options
        while let keyword = cursor.pointee.keyword {
            if let text = value(cursor.pointee).map({ String(cString: $0) }), !text.isEmpty {
                found.append((String(cString: keyword), text))
            }
            cursor += 1
        }
        return found
    }
}
