package org.medchain.cluster.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.inspection.UnacceptedRecoveryException;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.admission.CallKind;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.ledger.EpochProofsRequest;
import org.medchain.node.ledger.EpochProofsResponse;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.transport.RpcMethod;

/**
 * Who the members of the newest epoch are, as nodes prove it (PBFT-21). Asks as the center's
 * operator; by one thread.
 */
public final class MembershipReader implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final long POLL_MS = 20;

  private final OperatorLink nodes;
  private final Genesis genesis;
  private MembershipHistory known;
  private Optional<String> unaccepted = Optional.empty();

  /** Asks nothing yet. */
  public MembershipReader(ClusterFolder folder) throws UserInputException, IOException {
    nodes = new OperatorLink(folder);
    genesis = nodes.genesis();
    known = MembershipHistory.of(genesis.chainParameters(), genesis.membership());
  }

  /** The history of the members as far as any node proved it. */
  public MembershipHistory known() {
    return known;
  }

  /** What the center has signed, and the node that was asked last follows: nobody accepted it. */
  public Optional<String> unaccepted() {
    return unaccepted;
  }

  /** Whether a node is there: who is linked has shown its key, however slow its answers are. */
  public boolean isLinked(PublicKey node, InetSocketAddress address) throws InterruptedException {
    nodes.transport().connect(node, address);
    return Polling.until(LIMIT, POLL_MS, () -> nodes.transport().link(node).isPresent());
  }

  /**
   * What a node knows of the members; empty if it does not reply, or proves nothing of what it
   * says.
   */
  public Optional<MembershipHistory> ask(PublicKey node, InetSocketAddress address)
      throws InterruptedException {
    unaccepted = Optional.empty();
    if (!isLinked(node, address)) {
      return Optional.empty();
    }
    try {
      MembershipHistory said =
          MembershipHistory.of(genesis.chainParameters(), genesis.membership());
      int before;
      do {
        before = said.current();
        var question = new EpochProofsRequest(before);
        for (Bytes proof :
            call(
                    node,
                    CallKind.EPOCHS.method(),
                    question,
                    Codec.of(EpochProofsResponse.class)::decode)
                .proofs()) {
          said = said.with(proof, NativeEd25519.orPortable());
        }
      } while (said.current() > before);
      known = said.current() > known.current() ? said : known;
      return Optional.of(said);
    } catch (UnacceptedRecoveryException e) {
      unaccepted = Optional.of(e.getMessage());
      return Optional.empty();
    } catch (ExecutionException | TimeoutException | MalformedInput e) {
      return Optional.empty();
    }
  }

  /**
   * Up to which height a node that was asked before has every block, of those above {@code from}.
   *
   * @param enough from this height on it is not asked further: a ledger may grow as fast as it is
   *     read
   */
  public long wholeTo(PublicKey node, long from, long enough) throws InterruptedException {
    return wholeTo(from, enough, above -> headers(node, above));
  }

  /** How many headers a node shows in one answer, from the one above a height on. */
  interface ShownHeaders {
    int above(long height) throws InterruptedException;
  }

  static long wholeTo(long from, long enough, ShownHeaders shown) throws InterruptedException {
    long whole = from;
    int more = 1;
    while (more > 0 && whole < enough) {
      more = shown.above(whole);
      whole += more;
    }
    return whole;
  }

  private int headers(PublicKey node, long above) throws InterruptedException {
    HeightRange next = new HeightRange(above + 1, HeadersResponse.MAX_HEADERS);
    try {
      return call(
              node,
              CallKind.HEADERS.method(),
              next,
              nodes.network().consensus().protocol().codecs().codec(HeadersResponse.class)::decode)
          .headers()
          .size();
    } catch (ExecutionException | TimeoutException | MalformedInput e) {
      return 0;
    }
  }

  private <T> T call(
      PublicKey node, RpcMethod method, Encodable question, Function<Decoder, T> reader)
      throws InterruptedException, ExecutionException, TimeoutException {
    var answer = nodes.transport().call(node, method, question.encoded());
    return Decoder.decode(answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS), reader);
  }

  @Override
  public void close() {
    nodes.close();
  }
}
