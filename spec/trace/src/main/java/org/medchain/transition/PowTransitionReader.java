package org.medchain.transition;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pow.BlockTransactions;
import org.medchain.consensus.pow.CompactBlock;
import org.medchain.consensus.pow.ConfirmedReply;
import org.medchain.consensus.pow.GetBlock;
import org.medchain.consensus.pow.GetBlockTransactions;
import org.medchain.consensus.pow.Headers;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.consensus.pow.PowReplica;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;

/**
 * One node's transitions (TRACE-9). Its best chain is what it has the host commit and revert; which
 * blocks it has follows from its inputs, and from its requests and rejections.
 *
 * <p>A transition's view is the work of its block in expected hashes, at most 2^31 − 1: larger
 * values are equal, as models could not hold them.
 */
public final class PowTransitionReader implements TransitionReader {
  private static final BigInteger MAX_WORK = BigInteger.valueOf(Integer.MAX_VALUE);

  private final PublicKey self;
  private final Hash genesis;

  /** The chain of the host's commits, by height. */
  private final TreeMap<Long, Hash> committed = new TreeMap<>();

  /** By sender: the compact block whose missing transactions were requested. */
  private final Map<PublicKey, Header> partials = new LinkedHashMap<>();

  private boolean restarted;

  /** Of a node at the genesis block. */
  public PowTransitionReader(PublicKey self, Block genesis) {
    this.self = self;
    this.genesis = genesis.hash();
    committed.put(0L, this.genesis);
  }

  @Override
  public List<Transition> read(Input input, List<Output> outputs) {
    String cause = TraceIds.cause(input);
    Optional<PublicKey> sender =
        input instanceof Input.MessageReceived received
            ? Optional.of(received.verified().sender())
            : Optional.empty();
    List<Transition> all = new ArrayList<>(first(input, outputs));
    for (Output output : outputs) {
      switch (output) {
        case Output.Commit commit -> {
          Header header = commit.block().header();
          committed.put(header.height(), header.hash());
          all.add(about("Adopt", header));
        }
        case Output.Revert revert -> all.add(abandon(revert.height()));
        case Output.Reply reply -> {
          if (reply.message() instanceof ConfirmedReply confirmed) {
            all.add(answer(confirmed));
          }
        }
        default -> {} // sends show at the receivers, other outputs concern the host
      }
    }
    return all.stream().map(each -> each.causedBy(cause, sender)).toList();
  }

  /** That of the input itself: one line, and for HEADERS one for each of them. */
  private List<Transition> first(Input input, List<Output> outputs) {
    return switch (input) {
      case Input.Started started -> List.of(start());
      case Input.Recovered recovered -> List.of(restart());
      case Input.TimerFired fired -> {
        if (fired.timer().equals(PowReplica.RETRANSMIT)) {
          partials.clear(); // incomplete blocks are requested as a whole
        }
        yield List.of(Transition.named("TimeOut"));
      }
      case Input.Executed executed -> {
        ExecutionResult execution = executed.execution();
        yield List.of(Transition.named("Execute").forBlock(execution.height(), execution.block()));
      }
      case Input.NonceFound found -> List.of(found(found.sealed(), outputs));
      case Input.MessageReceived received -> received(received.verified(), outputs);
      default -> ignore();
    };
  }

  private static List<Transition> ignore() {
    return List.of(Transition.named("Ignore"));
  }

  /** A host may start a node again without notice, as it had nothing durable. */
  private Transition start() {
    Transition start = restarted ? restart() : Transition.named("Ignore");
    restarted = true;
    return start;
  }

  private Transition restart() {
    restarted = false; // the start that follows belongs to this
    committed.tailMap(0L, false).clear();
    partials.clear();
    return Transition.named("Restart").forBlock(0, genesis);
  }

  /** The result of a search for an old template is ignored (POW-17). */
  private static Transition found(Header sealed, List<Output> outputs) {
    boolean isBlock =
        signed(outputs).stream()
            .anyMatch(
                message ->
                    message instanceof CompactBlock compact && compact.header().equals(sealed));
    return isBlock ? about("Find", sealed) : Transition.named("Ignore");
  }

  private List<Transition> received(Verified verified, List<Output> outputs) {
    PublicKey sender = verified.sender();
    if (sender.equals(self) || isStranger(sender, outputs)) {
      return ignore();
    }
    return switch (verified.message()) {
      case NewBlock message -> List.of(block(message.block().header(), sender, outputs));
      case CompactBlock message -> List.of(compact(message.header(), sender, outputs));
      case BlockTransactions message -> remainingTransactions(message, sender, outputs);
      case Headers message ->
          message.headers().isEmpty()
              ? ignore()
              : message.headers().stream().map(each -> about("ReceiveHeader", each)).toList();
      default -> ignore();
    };
  }

  /** Messages of non-members do not count. */
  private static boolean isStranger(PublicKey sender, List<Output> outputs) {
    return outputs.contains(
        new Output.Reject(sender, RejectionReason.UNAUTHORISED, "not a member"));
  }

  /** A refused block is known to the node, but not valid. */
  private static Transition block(Header header, PublicKey sender, List<Output> outputs) {
    return about(isRefused(header, sender, outputs) ? "ReceiveHeader" : "ReceiveBlock", header);
  }

  private Transition compact(Header header, PublicKey sender, List<Output> outputs) {
    boolean lacksSome =
        signed(outputs).stream()
            .anyMatch(
                message ->
                    message instanceof GetBlockTransactions question
                        && question.block().equals(header.hash()));
    if (lacksSome) {
      partials.put(sender, header);
    }
    return lacksSome || isAsked(header.hash(), outputs)
        ? about("ReceiveHeader", header)
        : block(header, sender, outputs);
  }

  /** The missing transactions of a block make it whole, if they are the right ones. */
  private List<Transition> remainingTransactions(
      BlockTransactions message, PublicKey sender, List<Output> outputs) {
    Header header = partials.get(sender);
    boolean isAwaited = header != null && header.hash().equals(message.block());
    if (!isAwaited || isReturned(sender, outputs)) {
      return ignore();
    }
    partials.remove(sender);
    return isAsked(message.block(), outputs) ? ignore() : List.of(block(header, sender, outputs));
  }

  private static List<Message> signed(List<Output> outputs) {
    return outputs.stream()
        .filter(Output.Sign.class::isInstance)
        .map(output -> ((Output.Sign) output).message())
        .toList();
  }

  /** Whether the whole block is asked for: its reconstruction failed. */
  private static boolean isAsked(Hash block, List<Output> outputs) {
    return signed(outputs).contains(new GetBlock(block));
  }

  /** Whether a message was unsolicited: then no block is refused. */
  private static boolean isReturned(PublicKey sender, List<Output> outputs) {
    return rejections(sender, outputs).stream().anyMatch(reason -> !reason.startsWith("block "));
  }

  /** Others may be refused in the same step: orphans, or descendants of wrong roots. */
  private static boolean isRefused(Header header, PublicKey sender, List<Output> outputs) {
    String number = "block " + header.height();
    return rejections(sender, outputs).stream()
        .anyMatch(
            reason ->
                reason.startsWith(number + ": ")
                    || reason.startsWith(number + " " + header.hash().brief() + ": "));
  }

  private static List<String> rejections(PublicKey sender, List<Output> outputs) {
    return outputs.stream()
        .filter(Output.Reject.class::isInstance)
        .map(Output.Reject.class::cast)
        .filter(reject -> reject.sender().equals(sender))
        .map(Output.Reject::reason)
        .toList();
  }

  private static Transition about(String action, Header header) {
    BigInteger work = header.difficulty().work().min(MAX_WORK);
    return Transition.named(action)
        .inView(work.longValueExact())
        .forBlock(header.height(), header.hash())
        .onParent(header.previous());
  }

  private Transition abandon(long height) {
    committed.tailMap(height, false).clear();
    Transition abandon = Transition.named("Abandon");
    Map.Entry<Long, Hash> there = committed.floorEntry(height);
    return there == null ? abandon : abandon.forBlock(height, there.getValue());
  }

  private static Transition answer(ConfirmedReply reply) {
    Header header = reply.headers().headers().get(0);
    return Transition.named("Answer")
        .ofMessage(reply.headers().tip())
        .forBlock(header.height(), header.hash());
  }
}
