import AgencyService
import Foundation
import Hummingbird
import Mustache

/// The few pages for people, written once at start: they show nothing that changes.
struct Pages: Sendable {
    let landing: ByteBuffer
    let problems: ByteBuffer
    let style: ByteBuffer
    private let byName: [String: ByteBuffer]

    /// - Parameter fixedTime: the moment at which the clock stands still, said on every page.
    /// - Throws: the parser's error for a template that is none.
    init(fixedTime: String?, url: String) throws {
        var library = MustacheLibrary()
        for (name, bytes) in [
            ("head", PackageResources.head_mustache), ("foot", PackageResources.foot_mustache),
            ("landing", PackageResources.landing_mustache), ("problem", PackageResources.problem_mustache),
            ("problems", PackageResources.problems_mustache),
        ] {
            try library.register(String(decoding: bytes, as: UTF8.self), named: name)
        }
        func page(_ template: String, title: String, _ values: [String: Any] = [:]) -> ByteBuffer {
            var values = values
            values["pageTitle"] = title
            values["fixedTime"] = fixedTime
            return ByteBuffer(string: library.render(values, withTemplate: template) ?? "")
        }
        landing = page("landing", title: "Liaison", ["url": url])
        problems = page("problems", title: "Problems", ["problems": Problem.Name.allCases.map(Self.values)])
        byName = Dictionary(
            uniqueKeysWithValues: Problem.Name.allCases.map { name in
                (name.rawValue, page("problem", title: name.title, Self.values(name)))
            })
        style = ByteBuffer(bytes: PackageResources.style_css)
    }

    /// The page of a problem.
    ///
    /// - Throws: `not-found` for a name that is none.
    func problem(_ name: String?) throws(Problem) -> ByteBuffer {
        guard let name, let page = byName[name] else {
            throw Problem(.notFound, "There is no problem of that name; /problems lists them all.")
        }
        return page
    }

    static func answer(_ body: ByteBuffer, _ type: String = "text/html; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: body))
    }

    private static func values(_ name: Problem.Name) -> [String: Any] {
        [
            "name": name.rawValue, "title": name.title, "status": name.status, "advice": name.advice,
            "exitCode": Int(name.exitCode),
        ]
    }
}
