package org.medchain.baseline.chain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.chain.PbftRecords.KeptVersion;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Ed25519;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.files.keys.DepositedShare;
import org.medchain.node.files.keys.KeyShare;
import org.medchain.node.files.keys.SplitKey;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.light.LightChain;
import org.medchain.node.transport.RefusedException;

/** Hospitals that lie together, with their own keys and disks (BASE-4). */
final class Collusion {
  private final PbftRecords chain;
  private final RecordEntry first;
  private final AttackLog log;

  /**
   * Against a record.
   *
   * @param first the record
   */
  Collusion(PbftRecords chain, RecordEntry first, AttackLog log) {
    this.chain = chain;
    this.first = first;
    this.log = log;
  }

  /** One node's operator runs a program that lies: to clients, and as primary to the others. */
  AttackOutcome lie()
      throws UserInputException, IOException, RefusedException, InterruptedException {
    ClusterMember liar = chain.processes.cluster().member("n0");
    chain.processes.stop(liar, Duration.ofSeconds(30));
    Files.writeString(
        liar.config().resolveSibling(LyingNode.BEHAVIOUR),
        "wrong_replies(lie: result),equivocation");
    chain.processes.start(liar, LyingNode.class);
    chain.processes.cluster().awaitReady(List.of(liar), PbftRecords.LIMIT, state -> {});
    chain.sessions.close();
    RecordEntry more =
        new RecordEntry(
            "under-lies-" + System.nanoTime(),
            first.patient(),
            first.author(),
            first.type(),
            first.description(),
            first.timestampMs(),
            first.content());
    chain.put(more);
    log.line("n0 equivocates and answers clients falsely; a record more is put");
    boolean there = chain.read(more.id(), more.patient()).equals(Optional.of(more.content()));
    log.line("it reads as it was put: " + there);
    AttackOutcome forged = collude(List.of(0), false);
    return new AttackOutcome(
        there ? forged.effect() : Effect.LOST,
        new Notice("reader", 0, forged.notice().checkMs()),
        true,
        0,
        "a client believes what f + 1 say alike, or what a certificate proves");
  }

  /**
   * Hospitals put their keys together: for a second history, and for a record's key.
   *
   * @param open whether they look into a record as well
   */
  AttackOutcome collude(List<Integer> who, boolean open)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    List<KeyPair> keys = new ArrayList<>();
    for (int each : who) {
      keys.add(CredentialFiles.read(chain.files.node(each).resolve("credentials")).ledger());
    }
    Genesis genesis = chain.files.genesis();
    CertificateVerifier certificates =
        new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), new Ed25519());
    HeadersResponse told =
        chain.as(
            first.patient(),
            false,
            session -> {
              long head = session.light().sync();
              List<Header> all = new ArrayList<>();
              LongStream.rangeClosed(1, head)
                  .forEach(at -> all.add(session.light().chain().headerAt(at).orElseThrow()));
              return new HeadersResponse(
                  head, all, session.light().certified(head, 1).certificate());
            });
    Header head = told.headers().getLast();
    QuorumCertificate genuine = (QuorumCertificate) told.certificate().orElseThrow();
    LightChain known = new LightChain(genesis, certificates);
    try {
      known.append(told.headers(), genuine);
    } catch (InvalidProofException e) {
      throw new IOException(e);
    }
    ForkedChain fork = ForkedChain.instead(head, genuine, genesis.chain(), keys);
    Optional<String> doubt = fork.newcomersDoubt(known, genesis, certificates);
    log.line(who.size() + " sign a second history: " + doubt.orElse("a newcomer believes it"));
    long beganNs = System.nanoTime();
    boolean convicted = fork.convicts(head, genuine, known.members(), certificates);
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    log.line("two certificates of one height are shown by who has an older head: " + convicted);
    boolean disclosed = open(who);
    boolean clear = holds(who.getFirst(), first.content());
    log.line("the content stands in clear at one of them: " + clear);
    return outcome(doubt.isEmpty(), convicted, (disclosed && open) || clear, checkMs);
  }

  private static AttackOutcome outcome(
      boolean believed, boolean convicted, boolean disclosed, double checkMs) {
    if (believed) {
      return new AttackOutcome(
          Effect.DIVIDED,
          convicted ? new Notice("reader", PbftAttacks.DAY_S, checkMs) : Notice.NOBODY,
          convicted,
          0,
          "a quorum can leave records out, not alter them: patients sign them");
    }
    return disclosed
        ? new AttackOutcome(
            Effect.DISCLOSED, Notice.NOBODY, false, 0, "f + 1 shares are a key; nothing is ordered")
        : new AttackOutcome(
            Effect.KEPT, Notice.NOBODY, true, 0, "too few signatures for a certificate or a key");
  }

  /** From their disks alone, without an order on the ledger. */
  private boolean open(List<Integer> who) throws IOException {
    KeptVersion version = chain.newest(first.id());
    List<DepositedShare> shares = new ArrayList<>();
    for (int each : who) {
      Path file =
          chain
              .files
              .node(each)
              .resolve("data")
              .resolve("keys")
              .resolve(version.kept().id().toHex() + ".share");
      shares.add(Codec.of(DepositedShare.class).decoded(Bytes.of(Files.readAllBytes(file))));
    }
    List<KeyShare> parts = shares.stream().map(DepositedShare::share).toList();
    try {
      var opened = SplitKey.open(shares.getFirst().deposit(), parts, SplitKey.KeyLink.SAME);
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      FileCipher.open(new ByteArrayInputStream(version.sealed().toArray()), opened.key(), plain);
      log.line("their shares open the file");
      return Bytes.of(plain.toByteArray()).equals(first.content());
    } catch (RefusedException e) {
      log.line("their shares: " + e.getMessage());
      return false;
    }
  }

  /** Whether these bytes are in the files of a node. */
  boolean holds(int node, Bytes part) throws IOException {
    String wanted = part.toHex();
    try (Stream<Path> files = Files.walk(chain.files.node(node).resolve("data"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        if (!each.toString().contains("native")
            && Bytes.of(Files.readAllBytes(each)).toHex().contains(wanted)) {
          return true;
        }
      }
    }
    return false;
  }
}
