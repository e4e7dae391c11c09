package org.medchain.node.transport.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Shows the one key that a process has (CONN-4). A key store would first encrypt it, under a
 * useless passphrase, and decrypt it again: a tenth of the time in which a node starts.
 */
final class SingleKeySource extends X509ExtendedKeyManager {
  private static final String ALIAS = "own";

  private final TlsCredentials credentials;
  private final String type;

  SingleKeySource(TlsCredentials credentials) {
    this.credentials = credentials;
    this.type = credentials.chain().get(0).getPublicKey().getAlgorithm();
  }

  private String aliasFor(String... types) {
    return Arrays.asList(types).contains(type) ? ALIAS : null;
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    return aliasFor(types);
  }

  @Override
  public String chooseEngineServerAlias(String asked, Principal[] issuers, SSLEngine engine) {
    return aliasFor(asked);
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return aliasFor(types);
  }

  @Override
  public String chooseServerAlias(String asked, Principal[] issuers, Socket socket) {
    return aliasFor(asked);
  }

  @Override
  public String[] getClientAliases(String asked, Principal[] issuers) {
    return aliases(asked);
  }

  @Override
  public String[] getServerAliases(String asked, Principal[] issuers) {
    return aliases(asked);
  }

  private String[] aliases(String asked) {
    return asked.equals(type) ? new String[] {ALIAS} : new String[0];
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return credentials.chain().toArray(new X509Certificate[0]);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return credentials.key();
  }
}
