package org.medchain.baseline.chain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.chain.PbftRecords.KeptVersion;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.local.StoreCheck;
import org.medchain.cluster.member.MemberRecovery;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.Transaction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.agency.client.Polling;

/** What happens to the disks of nodes, and what their operators do to their stores (BASE-4). */
final class NodeAttacks {
  /** An operator's monitoring asks each process once a minute. */
  private static final double MINUTE_S = 60;

  /** And runs {@code verify-store} on a copy each night. */
  private static final double DAY_S = 86_400;

  private static final String VICTIM = "n3";

  private final PbftRecords chain;
  private final List<RecordEntry> records;
  private final AttackLog log;

  NodeAttacks(PbftRecords chain, List<RecordEntry> records, AttackLog log) {
    this.chain = chain;
    this.records = records;
    this.log = log;
  }

  private ClusterMember member(String name) throws UserInputException {
    return chain.processes.cluster().member(name);
  }

  private Path data(String name) {
    return chain.files.folder().resolve("nodes").resolve(name).resolve("data");
  }

  /** What readers get, and whether proofs that are made now hold. */
  Effect effect() throws IOException, InterruptedException {
    chain.sessions.close(); // those of nodes that are gone
    int proved = 0;
    for (RecordEntry each : records) {
      var read = chain.read(each.id(), each.patient());
      if (read.isEmpty()) {
        log.line("a record is gone");
        return Effect.LOST;
      }
      if (!read.get().equals(each.content())) {
        log.line("a record reads otherwise");
        return Effect.ALTERED;
      }
      proved += chain.verify(chain.prove(each.id())) ? 1 : 0;
    }
    log.line("records read as they were put: " + records.size() + ", proved: " + proved);
    return Effect.KEPT;
  }

  /** A disk, or all of a site with keys and copies. */
  AttackOutcome lost(boolean site) throws UserInputException, IOException, InterruptedException {
    ClusterMember victim = member(VICTIM);
    chain.processes.kill(victim);
    WholeFolder.delete(site ? victim.folder() : data(VICTIM));
    log.line(VICTIM + " is killed, and its " + (site ? "folder" : "data") + " deleted");
    long beganNs = System.nanoTime();
    boolean seen = !chain.processes.cluster().state(victim).alive();
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    log.line("status says that it does not run: " + seen);
    log.line("before it is recovered: " + effect().key());
    recover();
    Notice notice = seen ? new Notice("operator", MINUTE_S, checkMs) : Notice.NOBODY;
    return new AttackOutcome(
        effect(), notice, true, 1, "three others serve meanwhile; one command brings it back");
  }

  /** As the node's own refusal and {@code cluster doctor} print it. */
  private void recover() throws UserInputException, IOException, InterruptedException {
    chain.people.close(); // the command connects as the same operator
    log.line("step: cluster start " + VICTIM + " --recover");
    MemberRecovery.run(chain.files, VICTIM, line -> {});
    // The recovery's own process belongs to nobody; this one ends with its owner.
    chain.processes.kill(member(VICTIM));
    start(VICTIM);
    chain.processes.cluster().awaitReady(List.of(member(VICTIM)), PbftRecords.LIMIT, state -> {});
  }

  private void start(String name) throws UserInputException, IOException {
    chain.processes.start(member(name));
  }

  /** Whether a node that is started does not run, with its words; it has some seconds for it. */
  private boolean refuses(String name)
      throws UserInputException, IOException, InterruptedException {
    ClusterMember node = member(name);
    chain.processes.expectEnd(node);
    start(name);
    boolean ready =
        Polling.until(
            Duration.ofSeconds(20),
            50,
            () ->
                chain.processes.cluster().process(node).isEmpty()
                    || chain.processes.cluster().state(node).isReady());
    boolean ended = ready && chain.processes.cluster().process(node).isEmpty();
    log.line(
        ended
            ? name + " does not run: " + words(chain.processes.cluster().outputTail(node))
            : name + " runs" + (ready ? "" : " and is not ready"));
    return ended;
  }

  /** Without places and numbers, which differ between runs. */
  private static String words(String said) {
    return said.replaceAll("/[^ ]*/", "")
        .replaceAll("\\b([0-9a-f]{8,}|\\d+)\\b", "…")
        .replaceAll("\\s+", " ");
  }

  private void stop(String name) throws UserInputException, IOException, InterruptedException {
    chain.processes.stop(member(name), PbftRecords.LIMIT);
  }

  private void copy(String name, Path to) throws IOException {
    WholeFolder.delete(to);
    try (Stream<Path> all = Files.walk(data(name))) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(data(name).relativize(each).toString()));
      }
    }
  }

  /** An old copy in the place of one node's data, or of all nodes'. */
  AttackOutcome oldCopy(List<String> which)
      throws UserInputException, IOException, InterruptedException {
    for (String each : which) {
      stop(each);
      copy(each, chain.place.resolve("copy-" + each));
    }
    for (String each : which) {
      start(each);
    }
    chain.processes.cluster().awaitReady(PbftRecords.LIMIT, state -> {});
    chain.sessions.close();
    List<RecordEntry> later = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      RecordEntry like = records.get(i);
      RecordEntry next =
          new RecordEntry(
              like.id() + "-later",
              like.patient(),
              like.author(),
              like.type(),
              like.description(),
              like.timestampMs(),
              like.content());
      chain.put(next);
      later.add(next);
    }
    ThirdPartyProof kept = chain.prove(later.getFirst().id());
    for (String each : which) {
      chain.processes.kill(member(each));
      WholeFolder.delete(data(each));
      Files.move(chain.place.resolve("copy-" + each), data(each));
    }
    log.line("after " + later.size() + " records more, the copies are put back: " + which);
    return which.size() == 1 ? refusedCopy(later) : refusedCopies(which, kept);
  }

  private AttackOutcome refusedCopy(List<RecordEntry> later)
      throws UserInputException, IOException, InterruptedException {
    long beganNs = System.nanoTime();
    boolean refused = refuses(VICTIM);
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    recover();
    Effect effect = effect();
    for (RecordEntry each : later) {
      boolean there = chain.read(each.id(), each.patient()).isPresent();
      effect = there ? effect : Effect.LOST;
    }
    Notice notice = refused ? new Notice("members", 0, checkMs) : Notice.NOBODY;
    return new AttackOutcome(effect, notice, true, 1, "the others hold votes that the copy lacks");
  }

  private AttackOutcome refusedCopies(List<String> which, ThirdPartyProof kept)
      throws UserInputException, IOException, InterruptedException {
    for (String each : which) {
      start(each);
    }
    boolean serves =
        Polling.until(
            Duration.ofSeconds(20),
            200,
            () -> chain.processes.cluster().states().stream().allMatch(each -> each.isReady()));
    log.line("all are ready again: " + serves);
    long beganNs = System.nanoTime();
    String reader = laterOf(kept.record());
    log.line("a reader of a later record: " + reader);
    String center = words(chain.processes.cluster().states().getFirst().reason());
    log.line("the center: " + center);
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    boolean proved = chain.verify(kept);
    log.line("a proof from before holds: " + proved);
    boolean alarm = center.contains("lost the ledger") || center.contains("another block");
    Notice seen = new Notice(alarm ? "center" : "reader", alarm ? MINUTE_S : 0, checkMs);
    return new AttackOutcome(
        reader.isEmpty() ? Effect.KEPT : Effect.LOST,
        alarm || !reader.isEmpty() ? seen : Notice.NOBODY,
        proved,
        0,
        "the members are at one about the old chain; who has a later head is not");
  }

  /** Why a record from after the copies is not read; nothing if it is. */
  private String laterOf(RecordEntry later) throws InterruptedException {
    try {
      chain.sessions.close();
      boolean there = chain.read(later.id(), later.patient()).isPresent();
      return there ? "" : "there is no such record";
    } catch (IOException e) {
      return words(e.getMessage());
    }
  }

  /** The newest part of the log is cut off. */
  AttackOutcome cutTail() throws UserInputException, IOException, InterruptedException {
    stop(VICTIM);
    Path store = data(VICTIM).resolve("store");
    try (Stream<Path> files = Files.list(store)) {
      Path last =
          files
              .filter(each -> each.getFileName().toString().startsWith("log-"))
              .max(Comparator.comparing(Path::getFileName))
              .orElseThrow();
      try (FileChannel file = FileChannel.open(last, StandardOpenOption.WRITE)) {
        FileChannel unused = file.truncate(Files.size(last) / 2);
      }
    }
    log.line(VICTIM + " is stopped, and the second half of its log cut off");
    long beganNs = System.nanoTime();
    boolean refused = refuses(VICTIM);
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    recover();
    Notice notice = refused ? new Notice("members", 0, checkMs) : Notice.NOBODY;
    return new AttackOutcome(
        effect(),
        notice,
        true,
        1,
        "the log says how far it was forced; nothing can be signed again");
  }

  /** Stored blocks are edited, with checksums that fit; and their digests with them, if told. */
  AttackOutcome edit(AttackKind attack, List<String> which)
      throws UserInputException, IOException, InterruptedException {
    RecordEntry first = records.getFirst();
    KeptVersion version = chain.newest(first.id());
    ThirdPartyProof before = chain.prove(first.id());
    Map<Bytes, Bytes> changes = changes(attack, version, before);
    double checkMs = 0;
    int found = 0;
    for (String each : which) {
      stop(each);
      int edited = BlockEdit.replace(data(each).resolve("store"), changes);
      long beganNs = System.nanoTime();
      var report = StoreCheck.run(chain.files.genesis(), Pbft.PROTOCOL, data(each), line -> {});
      checkMs += (System.nanoTime() - beganNs) / 1e6;
      found += report.isIntact() ? 0 : 1;
      log.line(
          each
              + ": edited: "
              + (edited > 0)
              + "; verify-store: "
              + (report.isIntact() ? "sound" : words(report.faults().getFirst().what())));
    }
    int refused = 0;
    for (String each : which) {
      refused += refuses(each) ? 1 : 0;
    }
    boolean held = chain.verify(before);
    log.line("the proof from before holds: " + held);
    Notice seen =
        refused > 0 ? new Notice("members", 0, checkMs) : new Notice("operator", DAY_S, checkMs);
    Notice notice = found > 0 ? seen : Notice.NOBODY;
    if (which.size() > 1) {
      return everywhere(notice, held);
    }
    log.line("before it is recovered: " + effect().key());
    recover();
    return new AttackOutcome(
        effect(), notice, held, 1, "the block no longer is the one that the members signed");
  }

  private AttackOutcome everywhere(Notice notice, boolean held) throws InterruptedException {
    Effect effect;
    String told;
    try {
      effect = effect();
      told = "readers check what they get by certificates";
    } catch (IOException e) {
      effect = Effect.LOST;
      told = words(e.getMessage());
    }
    log.line("readers: " + told);
    return new AttackOutcome(effect, notice, held, 0, told);
  }

  private Map<Bytes, Bytes> changes(
      AttackKind attack, KeptVersion version, ThirdPartyProof before) {
    Map<Bytes, Bytes> changes = new TreeMap<>();
    Hash file = version.kept().record().metadata().hash();
    changes.put(file.toBytes(), flipped(file.toBytes()));
    if (attack == AttackKind.REWRITE_AUDIT) {
      Hash id = version.kept().id();
      changes.put(id.toBytes(), flipped(id.toBytes()));
    } else if (attack == AttackKind.REPLACE_DIGESTS) {
      var proof = RecordEvidence.decode(before.evidence()).proof();
      Header header = proof.headers().getFirst();
      Transaction upload = proof.acceptance().existence().transaction();
      Bytes body = replaced(upload.body(), file.toBytes());
      Transaction altered =
          new Transaction(upload.request(), upload.kind(), body, upload.signature());
      Hash root = MerkleTree.rootOf(List.of(altered));
      Header other = ForkedChain.over(header, header.previous(), root, header.transactionCount());
      changes.put(header.encoded(), other.encoded());
      changes.put(header.hash().toBytes(), other.hash().toBytes());
    }
    return changes;
  }

  private static Bytes flipped(Bytes value) {
    byte[] other = value.toArray();
    other[0] ^= 1;
    return Bytes.of(other);
  }

  private static Bytes replaced(Bytes body, Bytes part) {
    String hex = part.toHex();
    return Bytes.fromHex(body.toHex().replace(hex, flipped(part).toHex()));
  }
}
