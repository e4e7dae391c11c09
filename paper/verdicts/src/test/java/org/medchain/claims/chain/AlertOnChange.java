package org.medchain.claims.chain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;
import org.medchain.node.admission.CallKind;
import org.medchain.node.crypto.CachingSignatureScheme;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.HeightRange;
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

  /** What the reports of one change were; times in s. */
  private record ReportedChange(
      OptionalDouble elsewhereS,
      boolean whileRunning,
      boolean refusedToReader,
      OptionalDouble restartS,
      boolean byVerifier) {}

  /** The ledger and those who have it. */
  private record AlertSetup(
      ChainCast cast,
      MadeChain chain,
      List<CertifiedBlock> ledger,
      List<StoredMember> members,
      Path pristine,
      Path folder,
      SignatureScheme scheme) {}

  private AlertOnChange() {}

  static void run(ClaimRun run) throws Exception {
    Path folder = run.temporary().resolve(CLAIM);
    ChainCast cast = ChainCast.of(new Ed25519(), run.seed(), NODES);
    MadeChain chain =
        MadeChain.ofUploads(cast, Difficulty.NONE, MadeChain.records(run), run.count("blocks"), 2);
    List<CertifiedBlock> ledger = new ArrayList<>();
    for (Block block : chain.blocks()) {
      List<KeyPair> quorum = cast.nodes().subList(0, NODES - 1);
      ledger.add(
          new CertifiedBlock(
              block, cast.certificate(chain.genesis().chain(), block.header(), quorum)));
    }
    List<StoredMember> members = new ArrayList<>();
    try {
      for (KeyPair node : cast.nodes()) {
        members.add(
            StoredMember.create(
                chain.genesis(),
                node.publicKey(),
                folder.resolve("member-" + members.size()),
                ledger));
      }
      Path pristine = folder.resolve("pristine");
      StoredMember.create(chain.genesis(), cast.nodes().getFirst().publicKey(), pristine, ledger)
          .close();
      SignatureScheme scheme = new CachingSignatureScheme(new Ed25519(), REMEMBERED);
      AlertSetup setup = new AlertSetup(cast, chain, ledger, members, pristine, folder, scheme);
      requireSound(setup);
      changes(run, setup);
    } finally {
      for (StoredMember each : members) {
        each.close();
      }
    }
  }

  private static void requireSound(AlertSetup setup) throws Exception {
    if (new RestartedStore(setup.pristine())
        .isFoundByVerifier(setup.chain().genesis(), setup.scheme())) {
      throw new IllegalStateException("the store is damaged before a bit is altered");
    }
  }

  private static void changes(ClaimRun run, AlertSetup setup) throws Exception {
    UniformRandomProvider random = new RandomStreams(run.seed()).stream(CLAIM, 0);
    try (RawTable raw =
        run.raw(
            "alert-on-change",
            "member, file, byte, bit, elsewhere_s, while_running, refused_to_reader, restart_s, "
                + "by_verifier")) {
      for (int number = 0; number < run.count("changes"); number++) {
        run.progress("alters bit " + (number + 1) + " of " + run.count("changes"));
        int member = random.nextInt(NODES);
        StoredBit bit = StoredBit.draw(setup.members().get(member).folder(), random);
        ReportedChange change = change(run, setup, number, member, bit);
        raw.row(
            member,
            bit.file(),
            bit.at(),
            bit.bit(),
            text(change.elsewhereS()),
            change.whileRunning(),
            change.refusedToReader(),
            text(change.restartS()),
            change.byVerifier());
      }
    }
  }

  private static String text(OptionalDouble seconds) {
    return seconds.isPresent() ? Double.toString(seconds.getAsDouble()) : "";
  }

  private static ReportedChange change(
      ClaimRun run, AlertSetup setup, int number, int member, StoredBit bit) throws Exception {
    StoredMember altered = setup.members().get(member);
    OptionalDouble elsewhereS;
    boolean refused;
    try (MemberWatches watches =
        new MemberWatches(
            setup.members(),
            altered,
            setup.cast().center().publicKey(),
            setup.scheme(),
            setup.folder().resolve("head-" + number))) {
      bit.flip(altered.folder());
      elsewhereS = watches.firstReportS(run.value("within_s"));
      refused = isRefusedToReader(setup, altered);
    }
    boolean running = altered.store().failed().isDone();
    bit.flip(altered.folder());
    RestartedStore restarted =
        RestartedStore.copy(setup.pristine(), setup.folder().resolve("restart-" + number));
    bit.flip(restarted.folder());
    OptionalDouble restartS =
        restarted.reportS(
            setup.chain().genesis(),
            altered.key(),
            setup.ledger().getLast(),
            run.value("restart_s"));
    boolean verified = restarted.isFoundByVerifier(setup.chain().genesis(), setup.scheme());
    return new ReportedChange(elsewhereS, running, refused, restartS, verified);
  }

  /** Whether a process that fetches all blocks of the member gets none, or other ones. */
  private static boolean isRefusedToReader(AlertSetup setup, StoredMember altered) {
    StoredMember reader =
        setup.members().stream()
            .filter(each -> !each.key().equals(altered.key()))
            .findFirst()
            .orElseThrow();
    MemberCalls calls =
        new MemberCalls(MemberCalls.peer(reader.key(), PeerRole.CONSENSUS_NODE), setup.members());
    Bytes question = new HeightRange(1, setup.ledger().size()).encoded();
    CompletableFuture<Bytes> shown = calls.call(altered.key(), CallKind.BLOCKS.method(), question);
    CompletableFuture<Bytes> right = calls.call(reader.key(), CallKind.BLOCKS.method(), question);
    return shown.isCompletedExceptionally() || !shown.join().equals(right.join());
  }
}
