package org.medchain.claims.chain;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.claims.chain.StoredMember.MemberCalls;
import org.medchain.claims.chain.StoredMember.MemberWatches;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.node.admission.CallKind;
import org.medchain.node.crypto.CachingSignatureScheme;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.StoreVerifier;
import org.medchain.node.transport.PeerRole;
import org.medchain.simulation.model.RandomStreams;

/**
 * Alters one bit of a stored block of a running member, and waits for a report: of the watches at
 * the center and at the other members under a virtual clock, and of the member itself, while it
 * runs and when it starts again.
 */
final class AlertOnChange {
  private static final String CLAIM = "alert-on-change";
  private static final int NODES = 4;
  private static final int REMEMBERED = 10_000;

  private final ClaimRun run;
  private final Path folder;
  private final ChainCast cast;
  private final MadeChain chain;
  private final List<CertifiedBlock> ledger = new ArrayList<>();
  private final List<StoredMember> members = new ArrayList<>();
  private final Path pristine;
  private final SignatureScheme scheme = new CachingSignatureScheme(new Ed25519(), REMEMBERED);

  private AlertOnChange(ClaimRun run) {
    this.run = run;
    folder = run.temporary().resolve(CLAIM);
    pristine = folder.resolve("pristine");
    cast = ChainCast.of(new Ed25519(), run.seed(), NODES);
    chain =
        MadeChain.ofUploads(cast, Difficulty.NONE, MadeChain.records(run), run.count("blocks"), 2);
    for (Block block : chain.blocks()) {
      List<KeyPair> quorum = cast.nodes().subList(0, NODES - 1);
      ledger.add(
          new CertifiedBlock(
              block, cast.certificate(chain.genesis().chain(), block.header(), quorum)));
    }
  }

  static void run(ClaimRun run) throws Exception {
    AlertOnChange alerts = new AlertOnChange(run);
    try {
      for (KeyPair node : alerts.cast.nodes()) {
        alerts.members.add(
            alerts.stored(node, alerts.folder.resolve("member-" + alerts.members.size())));
      }
      alerts.stored(alerts.cast.nodes().getFirst(), alerts.pristine).close();
      if (alerts.isFound(new RestartedStore(alerts.pristine))) {
        throw new IllegalStateException("the store is damaged before a bit is altered");
      }
      alerts.changes();
    } finally {
      for (StoredMember each : alerts.members) {
        each.close();
      }
    }
  }

  private StoredMember stored(KeyPair node, Path in) throws Exception {
    return StoredMember.create(chain.genesis(), node.publicKey(), in, ledger);
  }

  private boolean isFound(RestartedStore store) throws Exception {
    return store.isFoundByVerifier(chain.genesis(), scheme);
  }

  private void changes() throws Exception {
    UniformRandomProvider random = new RandomStreams(run.seed()).stream(CLAIM, 0);
    try (RawTable raw =
        run.raw(
            CLAIM,
            "member, file, byte, bit, elsewhere_s, while_running, refused_to_reader, restart_s, "
                + "by_verifier")) {
      for (int number = 0; number < run.count("changes"); number++) {
        run.progress("alters bit " + (number + 1) + " of " + run.count("changes"));
        int member = random.nextInt(NODES);
        StoredBit bit = StoredBit.draw(members.get(member).folder(), random);
        change(number, member, bit, raw);
      }
    }
  }

  private static String text(OptionalDouble seconds) {
    return seconds.isPresent() ? Double.toString(seconds.getAsDouble()) : "";
  }

  private void change(int number, int member, StoredBit bit, RawTable raw) throws Exception {
    StoredMember altered = members.get(member);
    OptionalDouble elsewhereS;
    boolean refused;
    try (MemberWatches watches =
        new MemberWatches(
            members,
            altered,
            cast.center().publicKey(),
            scheme,
            folder.resolve("head-" + number))) {
      bit.flip(altered.folder());
      elsewhereS = watches.firstReportS(run.value("within_s"));
      refused = isRefusedToReader(altered);
    }
    boolean running = altered.store().failed().isDone();
    bit.flip(altered.folder());
    RestartedStore restarted = RestartedStore.copy(pristine, folder.resolve("restart-" + number));
    bit.flip(restarted.folder());
    OptionalDouble restartS =
        restarted.reportS(chain.genesis(), altered.key(), ledger.getLast(), run.value("restart_s"));
    raw.row(
        member,
        bit.file(),
        bit.at(),
        bit.bit(),
        text(elsewhereS),
        running,
        refused,
        text(restartS),
        isFound(restarted));
  }

  /** Whether a process that fetches all blocks of the member gets none, or other ones. */
  private boolean isRefusedToReader(StoredMember altered) {
    StoredMember reader = members.get(members.getFirst() == altered ? 1 : 0);
    MemberCalls calls =
        new MemberCalls(MemberCalls.peer(reader.key(), PeerRole.CONSENSUS_NODE), members);
    Bytes question = new HeightRange(1, ledger.size()).encoded();
    CompletableFuture<Bytes> shown = calls.call(altered.key(), CallKind.BLOCKS.method(), question);
    CompletableFuture<Bytes> right = calls.call(reader.key(), CallKind.BLOCKS.method(), question);
    return shown.isCompletedExceptionally() || !shown.join().equals(right.join());
  }

  /**
   * One bit of a member's stored blocks, in a segment that is sealed: nothing is written there any
   * more.
   */
  private record StoredBit(String file, long at, int bit) {

    /** Draws one of the bits of the sealed segments of a store. */
    static StoredBit draw(Path store, UniformRandomProvider random) throws IOException {
      List<Path> segments;
      try (Stream<Path> all = Files.list(store)) {
        segments =
            all.filter(each -> each.getFileName().toString().startsWith("blocks-"))
                .sorted()
                .toList();
      }
      if (segments.size() < 2) {
        throw new IllegalStateException("no segment of the store is sealed; it needs more blocks");
      }
      Path segment = segments.get(random.nextInt(segments.size() - 1));
      return new StoredBit(
          segment.getFileName().toString(),
          random.nextLong(Files.size(segment)),
          random.nextInt(Byte.SIZE));
    }

    /** Flips it in a store; twice changes nothing. */
    void flip(Path store) throws IOException {
      try (RandomAccessFile open = new RandomAccessFile(store.resolve(file).toFile(), "rw")) {
        open.seek(at);
        int old = open.read();
        open.seek(at);
        open.write(old ^ (1 << bit));
      }
    }
  }

  /** A copy of a store, of which a member starts again. */
  private record RestartedStore(Path folder) {
    private static final double NS_PER_S = 1e9;
    private static final long MS_PER_S = 1_000;

    /** Copies the files of a store that no process has open. */
    static RestartedStore copy(Path store, Path to) throws IOException {
      Files.createDirectories(to);
      List<Path> files;
      try (Stream<Path> all = Files.list(store)) {
        files = all.sorted().toList();
      }
      for (Path each : files) {
        Files.copy(each, to.resolve(each.getFileName()));
      }
      return new RestartedStore(to);
    }

    /**
     * Starts a member on it, and measures how long after that it reports damage, in s of real time;
     * nothing if it has not within the given time.
     */
    OptionalDouble reportS(Genesis genesis, PublicKey key, CertifiedBlock head, double withinS)
        throws IOException, InterruptedException, ExecutionException {
      long beganNs = System.nanoTime();
      try (StoredMember member = StoredMember.open(genesis, key, folder, head)) {
        Exception found =
            member.store().failed().get(Math.round(withinS * MS_PER_S), TimeUnit.MILLISECONDS);
        if (!(found instanceof CorruptStoreException)) {
          throw new IllegalStateException("the store failed, and not by damage", found);
        }
        return OptionalDouble.of((System.nanoTime() - beganNs) / NS_PER_S);
      } catch (CorruptStoreException e) {
        return OptionalDouble.of((System.nanoTime() - beganNs) / NS_PER_S);
      } catch (TimeoutException e) {
        return OptionalDouble.empty();
      }
    }

    /** Whether the check of the whole store finds something wrong. */
    boolean isFoundByVerifier(Genesis genesis, SignatureScheme scheme) throws IOException {
      var certificates = new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), scheme);
      try (FolderVolume volume = FolderVolume.open(folder)) {
        return !StoreVerifier.run(volume, genesis, certificates, line -> {}).isIntact();
      }
    }
  }
}
