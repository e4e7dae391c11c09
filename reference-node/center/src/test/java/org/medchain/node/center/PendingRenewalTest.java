package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.node.identity.CertificateParser;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.identity.PendingRenewal;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** CA-13: a renewal that is cut anywhere locks nobody out. */
class PendingRenewalTest {
  private static final String FILE = "renewal.pem";

  @TempDir private Path folder;

  /** Where the process or its disk ends; the center has replied from {@link #REPLY_LOST} on. */
  private enum Cut {
    NOTHING_WRITTEN,
    KEY_WRITTEN,
    REPLY_LOST,
    REPLY_KEPT,
    SIGNING_IN_PLACE,
    ALL_IN_PLACE,
    ENDED
  }

  private static BigInteger serial(Identity identity) {
    return identity.credentials().chain().get(0).getSerialNumber();
  }

  private static boolean isAdmitted(TestCenter center, Identity identity) throws Exception {
    return center
        .registrar
        .refusal(CertificateParser.peer(identity.credentials().chain().get(0)))
        .isEmpty();
  }

  /** The center's regular work: replaced and due certificates are revoked and ordered. */
  private static void overlapEnds(TestCenter center) throws RefusedException {
    center.clock.pass(TestCenter.VALIDITY.overlap());
    Optional<RevokeCertificates> list = center.registrar.nextCrl();
    if (list.isPresent()) {
      center.registrar.confirmCrl(list.get().number());
    }
  }

  private static void copy(Path from, Path to, List<String> names) throws IOException {
    for (String each : names) {
      Files.copy(from.resolve(each), to.resolve(each), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<String> names(Path files) throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  /** As far as the cut; gives what the center issued. */
  private Optional<Identity> renewUntil(Cut cut, TestCenter center, Path files) throws Exception {
    Identity old = CredentialFiles.read(files);
    if (cut == Cut.NOTHING_WRITTEN) {
      return Optional.empty();
    }
    var tls = PendingRenewal.begin(files, TestCenter.RANDOM);
    if (cut == Cut.KEY_WRITTEN) {
      return Optional.empty();
    }
    center.registrar.shown(serial(old), true);
    Identity fresh = center.issuing.renew(old, tls);
    if (cut.compareTo(Cut.REPLY_KEPT) >= 0) {
      assertThat(PendingRenewal.keep(files, fresh).credentials().chain())
          .isEqualTo(fresh.credentials().chain());
    }
    if (cut == Cut.SIGNING_IN_PLACE || cut == Cut.ALL_IN_PLACE) {
      Path done = Files.createDirectory(folder.resolve(cut + "-done"));
      copy(files, done, names(files));
      PendingRenewal.finish(done, fresh);
      copy(done, files, List.of("signing.pem"));
      if (cut == Cut.ALL_IN_PLACE) {
        copy(done, files, List.of("tls.pem"));
      }
    }
    if (cut == Cut.ENDED) {
      PendingRenewal.finish(files, fresh);
    }
    return Optional.of(fresh);
  }

  /** OPERATING.md#lost-renewal. */
  @Test
  void whereverItIsCutTheNodeIsAdmittedAndRenews() throws Exception {
    for (Cut cut : Cut.values()) {
      try (TestCenter center = TestCenter.in(folder.resolve("center " + cut))) {
        Path files = folder.resolve("node " + cut);
        Identity old = center.identity("node", PeerRole.CONSENSUS_NODE);
        CredentialFiles.write(files, old);
        center.clock.pass(Duration.ofDays(2));
        Optional<Identity> issued = renewUntil(cut, center, files);

        // The process starts again: it shows the waiting identity, or the one in place.
        Optional<Identity> waiting = PendingRenewal.waiting(files);
        Identity shown = waiting.isPresent() ? waiting.get() : CredentialFiles.read(files);
        boolean kept = cut.compareTo(Cut.REPLY_KEPT) >= 0;
        assertThat(serial(shown)).as("%s", cut).isEqualTo(serial(kept ? issued.get() : old));
        center.registrar.shown(serial(shown), false);
        overlapEnds(center);
        assertThat(isAdmitted(center, shown)).as("%s", cut).isTrue();
        assertThat(isAdmitted(center, old)).as("%s", cut).isEqualTo(!kept);

        // It tries again: a waiting certificate is put in place, and nothing else is asked for.
        if (waiting.isPresent()) {
          PendingRenewal.finish(files, shown);
        } else if (cut != Cut.ENDED) {
          renewUntil(Cut.ENDED, center, files);
        }
        Identity now = CredentialFiles.read(files);
        assertThat(serial(now)).isNotEqualTo(serial(old));
        assertThat(files.resolve(FILE)).doesNotExist();
        center.registrar.shown(serial(now), false);
        overlapEnds(center);
        assertThat(isAdmitted(center, now)).as("%s", cut).isTrue();
        assertThat(isAdmitted(center, old)).as("%s", cut).isFalse();
        if (cut == Cut.REPLY_LOST) {
          assertThat(isAdmitted(center, issued.get())).as("what never arrived").isFalse();
        }
      }
    }
  }

  /** However often the reply is lost, the key gets another one and the old certificate counts. */
  @Test
  void lostRepliesUseUpNothing() throws Exception {
    try (TestCenter center = TestCenter.in(folder.resolve("center"))) {
      Path files = folder.resolve("node");
      Identity old = center.identity("node", PeerRole.CONSENSUS_NODE);
      CredentialFiles.write(files, old);
      for (int i = 0; i < 2 * Registrar.MAX_VALID_CERTIFICATES; i++) {
        assertThat(renewUntil(Cut.REPLY_LOST, center, files)).isPresent();
        overlapEnds(center);
        assertThat(isAdmitted(center, old)).isTrue();
      }
    }
  }

  /** A disk that takes nothing asks the center for nothing; an unreadable file is not a renewal. */
  @Test
  void aFolderThatTakesNothingKeepsWhatItHas() throws Exception {
    try (TestCenter center = TestCenter.in(folder.resolve("center"))) {
      Path files = folder.resolve("node");
      Identity old = center.identity("node", PeerRole.CONSENSUS_NODE);
      CredentialFiles.write(files, old);
      Files.createDirectories(files.resolve(FILE).resolve("in the way"));
      assertThatThrownBy(() -> PendingRenewal.begin(files, TestCenter.RANDOM))
          .isInstanceOf(IOException.class);
      assertThat(PendingRenewal.waiting(files)).isEmpty();
      assertThat(serial(CredentialFiles.read(files))).isEqualTo(serial(old));

      Files.delete(files.resolve(FILE).resolve("in the way"));
      Files.delete(files.resolve(FILE));
      Files.writeString(files.resolve(FILE), "-----BEGIN CERTI");
      assertThat(PendingRenewal.waiting(files)).isEmpty();
      renewUntil(Cut.ENDED, center, files);
      assertThat(serial(CredentialFiles.read(files))).isNotEqualTo(serial(old));
    }
  }
}
