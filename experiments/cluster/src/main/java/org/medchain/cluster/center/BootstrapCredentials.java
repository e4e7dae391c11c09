package org.medchain.cluster.center;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.transport.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With which an invited process can connect to the center's listener (decision 0150); by the
 * calendar, since a timer stands still while the machine sleeps.
 */
final class BootstrapCredentials {
  private static final Logger LOG = LoggerFactory.getLogger(BootstrapCredentials.class);
  private static final Duration USE = Duration.ofHours(12);

  /** A folder that takes nothing costs two entries of the register each time. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Path folder;
  private final LocalCertificateIssuer issuer;
  private Instant due = Instant.MIN;

  BootstrapCredentials(Path folder, LocalCertificateIssuer issuer) {
    this.folder = folder;
    this.issuer = issuer;
  }

  /** Writes new ones if they are due; a failure is logged, and ends nothing else. */
  void renew() {
    Instant now = issuer.clock().instant();
    if (now.isBefore(due)) {
      return;
    }
    due = now.plus(PAUSE);
    try {
      CredentialFiles.write(folder, issuer.bootstrap());
      due = now.plus(USE);
    } catch (RefusedException | IOException | RuntimeException e) {
      LOG.atWarn().addKeyValue("cause", String.valueOf(e)).log("no credentials for the invited");
    }
  }
}
