import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.*;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.*;
import javax.net.ssl.*;

/** One end of a connection with Java's SSLSocket. `@@` begins what is not meant for people. */
public class Ends {
  public static void main(String[] args) throws Exception {
    Map<String, String> told = new HashMap<>();
    for (String arg : args) told.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    try {
      SSLContext context = context(told);
      if (told.get("role").equals("client")) ask(told, context);
      else listen(context, told.get("asks").equals("1"));
    } catch (Exception error) {
      complain(error);
      System.exit(1);
    }
  }

  static void ask(Map<String, String> told, SSLContext context) throws Exception {
    int port = Integer.parseInt(told.get("port"));
    Socket plain = new Socket("127.0.0.1", port);
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, told.get("name"), port, true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {"TLSv1.3"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes());
      byte[] got = new byte[4096];
      int n = socket.getInputStream().read(got);
      if (n > 0 && new String(got, 0, n).contains("HTTP/1.")) System.out.println("@@accepted");
    }
  }

  static void listen(SSLContext context, boolean asks) throws Exception {
    SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(asks);
    System.out.println("@@port " + server.getLocalPort());
    while (true) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        socket.setSoTimeout(10000);
        socket.startHandshake();
        System.out.println("@@accepted");
        socket.getInputStream().read();
        socket.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\n".getBytes());
      } catch (Exception error) {
        complain(error);
      }
    }
  }

  static void complain(Throwable error) {
    System.out.println(error);
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      System.out.println("Caused by: " + cause);
    }
  }

  static SSLContext context(Map<String, String> told) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    int count = 0;
    for (Certificate one : certificates(told.get("ca"))) trusted.setCertificateEntry("ca" + count++, one);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    if (told.containsKey("crl") || told.containsKey("ocsp")) {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, new X509CertSelector());
      parameters.setRevocationEnabled(true);
      if (told.containsKey("crl")) {
        Collection<? extends CRL> lists = factory().generateCRLs(Files.newInputStream(Path.of(told.get("crl"))));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
      }
      trust.init(new CertPathTrustManagerParameters(parameters));
    } else trust.init(trusted);
    KeyManager[] keys = told.containsKey("cert") ? keys(told) : null;
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  static KeyManager[] keys(Map<String, String> told) throws Exception {
    Certificate[] chain = certificates(told.get("cert")).toArray(new Certificate[0]);
    PrivateKey key = key(told.get("key"), chain[0].getPublicKey().getAlgorithm());
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry("own", key, new char[0], chain);
    KeyManagerFactory made = KeyManagerFactory.getInstance("SunX509");
    made.init(own, new char[0]);
    return made.getKeyManagers();
  }

  static PrivateKey key(String file, String algorithm) throws Exception {
    String pem = Files.readString(Path.of(file)).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
  }

  static Collection<? extends Certificate> certificates(String file) throws Exception {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return factory().generateCertificates(in);
    }
  }

  static CertificateFactory factory() throws Exception {
    return CertificateFactory.getInstance("X.509");
  }
}
