package org.medchain.cluster.calibrate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.medchain.cluster.calibrate.ConnectionEndpoint.SingleMessage;
import org.medchain.cluster.calibrate.ConnectionEndpoint.StreamCosts;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.data.X25519MacScheme;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.node.crypto.CachingSignatureScheme;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StateIndex.BlockEffect;
import org.medchain.node.storage.StoreOptions;

/**
 * The costs of a node on this machine, each measured by itself (CMP-48): figures of a {@link
 * Calibration}, by its keys.
 *
 * @param place a folder on the disk that is measured
 * @param rounds of each figure
 * @param figures gets them
 */
record CostMeasurements(Path place, MeasurementRounds rounds, Map<String, MedianEstimate> figures) {
  private static final int MESSAGES = 64;
  private static final int BYTES = 300;
  private static final int LARGE = 8_492;
  private static final double KIB = 1024;
  private static final double KIB_BETWEEN = 8;
  private static final int WINDOWS = 8;
  private static final int REPETITIONS = 20;
  private static final int FILES = 4;
  private static final int FORCED_BYTES = 8192;

  /** Signatures as the node's host makes and checks them, and finds that one is remembered. */
  void signatures() {
    SignatureScheme scheme = NativeEd25519.orPortable();
    KeyPair keys = scheme.keyPair(Hash.of(Bytes.utf8("calibrate")).toBytes());
    List<Bytes> messages =
        IntStream.range(0, MESSAGES).mapToObj(i -> Bytes.utf8("m".repeat(BYTES) + i)).toList();
    List<Signature> signatures =
        messages.stream().map(each -> scheme.sign(keys.secretKey(), each)).toList();
    figures.put(
        "sign",
        rounds.measureUs(MESSAGES, i -> scheme.sign(keys.secretKey(), messages.get(i)).hashCode()));
    for (boolean remembered : new boolean[] {false, true}) {
      SignatureScheme verifier =
          remembered ? new CachingSignatureScheme(scheme, 2 * MESSAGES) : scheme;
      figures.put(
          remembered ? "recall" : "verify",
          rounds.measureUs(
              remembered ? 10 * MESSAGES : MESSAGES,
              i ->
                  verified(
                      verifier.verify(
                          keys.publicKey(),
                          messages.get(i % MESSAGES),
                          signatures.get(i % MESSAGES)))));
    }
  }

  private static int verified(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("a signature does not hold");
    }
    return 1;
  }

  /**
   * Replicas and contract in some runs: a step, with those that follow from it at the same node,
   * and executing one transaction.
   */
  void steps(List<ClockedRun> runs, double clockUs) {
    figures.put("step", MedianEstimate.of(runs, each -> each.handleUs(clockUs)));
    figures.put("apply", MedianEstimate.of(runs, each -> each.executeUs(clockUs)));
  }

  /**
   * Checkpoints of replica and contract, as straight lines over the length of state and client
   * table in KiB, in runs with checkpoints. No vote waits for the disk (STO-32).
   */
  void checkpoints(List<ClockedRun> runs) {
    figures.put("checkpoint", MedianEstimate.of(runs, ClockedRun::checkpointUs));
    figures.put("checkpoint_kib", MedianEstimate.of(runs, ClockedRun::checkpointUsPerKib));
    figures.put("longest_kib", MedianEstimate.of(runs, ClockedRun::longestKib));
  }

  /**
   * What reading a message takes besides its signatures, as a straight line over its length by
   * least squares, and making a reply with its code.
   *
   * @param run whose messages and replies are read and made
   * @param node keys of the one that replies
   */
  void decoding(Genesis genesis, ClockedRun run, KeyPair node) {
    Authenticator reader =
        new Authenticator(
            genesis.chain(), new AcceptAllSignatures(), new MessageRegistry(PbftMessages.all()));
    List<LeastSquaresFit> fits =
        MeasurementRounds.afterWarmUp(2, rounds.rounds(), round -> line(reader, run.envelopes()));
    X25519MacScheme macs = new X25519MacScheme();
    List<Output.Reply> replies = run.replies();
    figures.put("decode", MedianEstimate.of(fits, LeastSquaresFit::intercept));
    figures.put("decode_kib", MedianEstimate.of(fits, LeastSquaresFit::slope));
    figures.put(
        "reply",
        rounds.measureUs(replies.size(), i -> sealed(macs, genesis, node, replies.get(i)).size()));
  }

  private static LeastSquaresFit line(Authenticator reader, List<Envelope> envelopes) {
    LeastSquaresFit line = new LeastSquaresFit();
    for (Envelope envelope : envelopes) {
      double before = MeasurementRounds.cpuUs();
      for (int i = 0; i < REPETITIONS; i++) {
        var unused = reader.authenticate(envelope);
      }
      line.add(envelope.size() / KIB, (MeasurementRounds.cpuUs() - before) / REPETITIONS);
    }
    return line;
  }

  private static Envelope sealed(
      X25519MacScheme macs, Genesis genesis, KeyPair node, Output.Reply reply) {
    return Envelope.sealWithMacs(
        macs, genesis.chain(), node, reply.message(), List.of(reply.client()));
  }

  /** Accepts every signature, so that only the other costs remain. */
  private static final class AcceptAllSignatures extends Ed25519 {
    @Override
    public boolean verify(PublicKey key, Bytes message, Signature signature) {
      return true;
    }
  }

  /**
   * What messages cost at both ends of a connection between two nodes over loopback: framing, TLS,
   * sockets. A message that comes alone wakes the thread that takes it; the way is from the
   * sender's call to the receiver's, in real time.
   */
  void connections() throws UserInputException, IOException, InterruptedException {
    ClusterFolder cluster = ClusterFolder.create(place.resolve("ends"), ClusterPlan.of(2));
    try (ConnectionEndpoint a = new ConnectionEndpoint(cluster, 0);
        ConnectionEndpoint b = new ConnectionEndpoint(cluster, 1)) {
      a.connect(b, b.listen());
      List<List<StreamCosts>> streams =
          MeasurementRounds.afterWarmUp(
              5,
              rounds.rounds(),
              i -> List.of(a.stream(b, BYTES, WINDOWS), a.stream(b, LARGE, WINDOWS / 4)));
      List<SingleMessage> singles = a.singles(b, BYTES, rounds.rounds() * 100);
      MedianEstimate send = MedianEstimate.of(streams, each -> each.getFirst().sendUs());
      MedianEstimate receive = MedianEstimate.of(streams, each -> each.getFirst().receiveUs());
      double ends = send.median() + receive.median();
      figures.put("send", send);
      figures.put("receive", receive);
      figures.put("receive_kib", MedianEstimate.of(streams, CostMeasurements::receivePerKib));
      figures.put("wake", MedianEstimate.of(singles, SingleMessage::cpuUs).minus(ends));
      figures.put("way", MedianEstimate.of(singles, SingleMessage::oneWayUs));
    }
  }

  private static double receivePerKib(List<StreamCosts> sizes) {
    return Math.max(0, (sizes.getLast().receiveUs() - sizes.getFirst().receiveUs()) / KIB_BETWEEN);
  }

  /**
   * A force of appended bytes, in real time, as the node's log does it: with four files at once, as
   * four nodes of one machine do.
   */
  void force(int times) throws IOException, InterruptedException {
    List<Callable<List<Double>>> writers =
        IntStream.range(0, FILES)
            .mapToObj(i -> place.resolve("force-" + i))
            .<Callable<List<Double>>>map(file -> () -> forces(file, times))
            .toList();
    List<Double> us = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(FILES)) {
      for (Future<List<Double>> each : pool.invokeAll(writers)) {
        us.addAll(each.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("this cannot be measured: " + e.getCause().getMessage(), e);
    }
    figures.put("force", MedianEstimate.of(us, each -> each));
  }

  private static List<Double> forces(Path file, int times) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      return MeasurementRounds.afterWarmUp(times / 10, times, i -> force(channel));
    }
  }

  private static double force(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(FORCED_BYTES);
    double before = MeasurementRounds.realUs();
    while (bytes.hasRemaining()) {
      var unused = channel.write(bytes);
    }
    channel.force(false);
    return MeasurementRounds.realUs() - before;
  }

  /**
   * Storing and indexing one executed transaction, in processor time of all threads: in the log,
   * with the certificate as an entry of its own once it is decided (decision 0180), among the
   * blocks, and in the index. The blocks of a run are stored in a new folder each time.
   */
  void storage(Genesis genesis, List<BlockEffect> blocks, int times) throws IOException {
    long transactions = blocks.stream().mapToLong(each -> each.receipts().size()).sum();
    List<Double> us =
        MeasurementRounds.afterWarmUp(
            2, times, i -> storeUs(place.resolve("stored-" + i), genesis, blocks));
    figures.put("store", MedianEstimate.of(us, each -> each / transactions));
  }

  private static double storeUs(Path folder, Genesis genesis, List<BlockEffect> blocks)
      throws IOException {
    var meters = new SimpleMeterRegistry();
    Map<Long, BlockEffect> effects =
        new ConcurrentHashMap<>(); // until the index's thread reads them
    try (FolderVolume volume = FolderVolume.open(folder.resolve("store"));
        NodeStore store =
            NodeStore.open(volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, meters);
        StateIndex index =
            StateIndex.open(folder.resolve("index"), genesis, store.blocks(), meters)) {
      index.stateLoaded(0, genesis.chain(), genesis.state());
      index.whenCaughtUp().join();
      double before = MeasurementRounds.processCpuUs();
      long token = 0;
      for (BlockEffect each : blocks) {
        CertifiedBlock decision = each.decision();
        store.append(new DurabilityToken(++token), decision.block().encoded());
        store.append(new DurabilityToken(++token), decision.certificate().encoded());
        store.requestSync(new DurabilityToken(token));
        store.blocks().append(decision);
        effects.put(decision.height(), each);
        index.reached(decision.height(), height -> Optional.ofNullable(effects.remove(height)));
      }
      index.whenCaughtUp().join();
      return MeasurementRounds.processCpuUs() - before;
    } catch (CorruptStoreException e) {
      throw new IOException("the disk cannot be measured: " + e.getMessage(), e);
    }
  }
}
