import Foundation

/// Where the files of the checkout are, found from where this file was compiled.
package enum Checkout {
    package static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)

    /// The sql folder.
    package static var sql: String { file("sql") }

    /// The path of a file by its path in the checkout.
    package static func file(_ relativePath: String) -> String {
        path.hasSuffix("/") ? path + relativePath : path + "/" + relativePath
    }

    /// The text of a file by its path in the checkout.
    package static func text(_ relativePath: String) throws -> String {
        try String(contentsOfFile: file(relativePath), encoding: .utf8)
    }
}
