package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Message;

/** A fork of any depth heals, in bounded memory: POW-14, POW-30, POW-35. */
@Tag("model")
class DeepForkTest {
  /** Blocks under this rule are easy if they come slowly, so a light branch is long. */
  private static final DifficultyRule RULE =
      new DifficultyRule.Windowed(4, 1, Difficulty.ofCoefficient(2));

  /** All that one node may keep of a branch that it has not fetched. */
  private static final int MOST_KEPT = HeaderSync.MAX_PENDING_HEADERS + Headers.MAX_HEADERS;

  private final PowFixture fixture =
      new PowFixture(2, Difficulty.ofCoefficient(8), new TestSignatures(), RULE);
  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(3), 4, 0);
  private final List<PowFixture.Made> own = new ArrayList<>();
  private final List<PowFixture.Made> longer = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private int fetched;
  private int headersKept;

  /** Another node, whose chain is the longer one; a second time it may tell of another. */
  private final class LongChain {
    private final Map<Hash, PowFixture.Made> blocks = new LinkedHashMap<>();
    private final List<PowFixture.Made> toldAgain;
    private int begun;

    LongChain(List<PowFixture.Made> toldAgain) {
      this.toldAgain = toldAgain;
      longer.forEach(made -> blocks.put(made.block().hash(), made));
    }

    private Optional<Message> answer(Message question) {
      return switch (question) {
        case GetBlock wanted ->
            Optional.ofNullable(blocks.get(wanted.block())).map(made -> new NewBlock(made.block()));
        case GetHeaders wanted -> Optional.of(new Headers(above(wanted)));
        default -> Optional.empty();
      };
    }

    private List<Header> above(GetHeaders wanted) {
      int height =
          wanted.locator().stream()
              .filter(blocks::containsKey)
              .mapToInt(hash -> (int) blocks.get(hash).height())
              .findFirst()
              .orElse(0);
      begun += height == 0 ? 1 : 0;
      List<PowFixture.Made> chain = begun > 1 ? toldAgain : longer;
      int end = Math.min(chain.size(), height + Headers.MAX_HEADERS);
      return chain.subList(height, end).stream().map(made -> made.block().header()).toList();
    }
  }

  /** A few hard blocks here, and there a number of easy ones with hardly more work. */
  private void fork() {
    node.start();
    node.host.pass(1_000_000);
    PowFixture.Made tip = fixture.genesis;
    for (int i = 0; i < 28; i++) {
      tip = fixture.childAfter(tip, 1, 0);
      own.add(tip);
    }
    long work = tip.work().longValueExact();
    own.forEach(node::hear);
    tip = fixture.genesis;
    while (work >= 0) {
      tip = fixture.childAfter(tip, 0, longer.size() < 8 ? 100 : 1);
      longer.add(tip);
      work -= tip.block().header().difficulty().work().longValueExact();
    }
    assertThat(longer).hasSizeGreaterThan(MOST_KEPT);
  }

  /** The node hears of the longer chain, and its questions are answered until it has none. */
  private void exchange(LongChain peer) {
    PowFixture.Made better = longer.getLast();
    Deque<Message> answers =
        new ArrayDeque<>(List.of(new Announce(better.block().hash(), better.height())));
    while (!answers.isEmpty()) {
      Message answer = answers.remove();
      List<Output> outputs = node.hear("node 1", answer);
      PowTestNode.find(outputs, Output.Reject.class).ifPresent(it -> refusals.add(it.reason()));
      if (node.replica.head().equals(own.getLast().block())) {
        // Blocks of the branch, as far as they are here, and its headers.
        headersKept = Math.max(headersKept, node.replica.retainedBlocks() - own.size() - fetched);
      }
      fetched += answer instanceof NewBlock ? 1 : 0;
      answer(peer, outputs, answers);
      if (answers.isEmpty()) {
        answer(peer, node.fire(PowReplica.RETRANSMIT), answers); // held by a period's limits
      }
    }
  }

  private static void answer(LongChain peer, List<Output> outputs, Deque<Message> answers) {
    MessageExchange.sent(outputs)
        .forEach(sent -> peer.answer(sent.message()).ifPresent(answers::add));
  }

  @Test
  void aForkDeeperThanHeadersAreKeptHeals() {
    fork();
    exchange(new LongChain(fixture.branch(fixture.genesis, Headers.MAX_HEADERS, 7)));
    assertThat(refusals)
        .containsExactly("headers: header 256: it is another than when the branch was counted");
    assertThat(node.replica.head()).isEqualTo(own.getLast().block());
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + own.size());
    exchange(new LongChain(longer));
    assertThat(node.replica.head()).isEqualTo(longer.getLast().block());
    assertThat(headersKept).isBetween(Headers.MAX_HEADERS, MOST_KEPT);
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + longer.size() + own.size());
    assertThat(refusals).hasSize(1);
  }
}
