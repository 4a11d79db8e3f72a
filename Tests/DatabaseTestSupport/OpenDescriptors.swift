import Foundation

/// What this process holds open, told apart by where it leads, as other tests open things at the same time.
package enum OpenDescriptors {
    /// How many TCP connections lead to that port of this machine.
    package static func count(toPort port: UInt16) -> Int {
        let suffix = ":" + String(port, radix: 16, uppercase: true).padded
        let lines = ((try? String(contentsOfFile: "/proc/self/net/tcp", encoding: .utf8)) ?? "").split(separator: "\n")
        let inodes = lines.dropFirst().compactMap { line -> String? in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[2].hasSuffix(suffix) else { return nil }
            return "socket:[\(fields[9])]"
        }
        let wanted = Set(inodes)
        return links.count { wanted.contains($0) }
    }

    /// Where each descriptor leads.
    private static var links: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0) }
    }
}

extension String {
    fileprivate var padded: String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
