import Foundation

extension PrivateCluster {
    /// Makes an authority, a certificate for that host name signed by it, and another authority that signed nothing.
    ///
    /// - Returns: the files of the two authorities.
    package func makeCertificates(host: String) async throws -> (trusted: String, stranger: String) {
        try await shell(
            """
            cd "$1"
            for authority in trusted stranger; do
                openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$authority" \\
                    -keyout "$authority.key" -out "$authority.crt"
            done
            openssl req -newkey rsa:2048 -nodes -subj "/CN=$2" -keyout server.key -out server.csr
            printf 'subjectAltName=DNS:%s' "$2" >server.ext
            openssl x509 -req -days 2 -in server.csr -CA trusted.crt -CAkey trusted.key -CAcreateserial \\
                -extfile server.ext -out server.crt
            chmod 600 server.key
            give_to_server_user server.key server.crt
            """, directory, host)
        return (directory + "/trusted.crt", directory + "/stranger.crt")
    }
}
