package org.dockgraph.replica;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate that signs itself, made by the JDK's keytool.
///
/// @param keys the certificate and its key
public record TestCertificate(KeyStore keys) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /// Makes one.
    ///
    /// @param directory a temporary one of the test
    /// @param host the name that the certificate is good for
    public static TestCertificate of(Path directory, String host) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(host + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process making = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        if (making.onExit().join().exitValue() != 0) {
            throw new IOException("keytool ended with " + making.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            keys.load(content, PASSWORD);
        }
        return new TestCertificate(keys);
    }

    /// The certificate as authorities hand it out, in PEM.
    public String certificate() throws GeneralSecurityException {
        return pem("CERTIFICATE", keys.getCertificate(alias()).getEncoded());
    }

    /// Its key, in PEM.
    public String privateKey() throws GeneralSecurityException {
        return pem("PRIVATE KEY", keys.getKey(alias(), PASSWORD).getEncoded());
    }

    private String alias() throws GeneralSecurityException {
        return keys.aliases().nextElement();
    }

    private static String pem(String what, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    /// For a server that shows it.
    public SSLContext shown() throws GeneralSecurityException {
        var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(shown.getKeyManagers(), null, null);
        return tls;
    }

    /// For a client that trusts it, and nobody else.
    public SSLContext trusted() throws GeneralSecurityException {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trusted.getTrustManagers(), null);
        return tls;
    }
}
