package org.medchain.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.adversary.NormalCaseVotes.VoteSlot;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** Evidence in a run that a member did what its behaviour says; there is none if all obey. */
final class MisbehaviourEvidence {
  private MisbehaviourEvidence() {}

  /** The messages of one kind that a node has sent in its own name. */
  static <T extends Message> List<T> said(PbftRun run, int node, Class<T> kind) {
    PublicKey self = run.network.members().key(node);
    return run.said(node).stream()
        .filter(envelope -> envelope.sender().equals(self))
        .flatMap(envelope -> EnvelopeOutputs.decode(envelope).stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  static <T extends Message> List<T> signed(PbftRun run, int node, Class<T> kind) {
    return run.network.nodes.get(node).said.stream()
        .filter(Output.Sign.class::isInstance)
        .map(output -> ((Output.Sign) output).message())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Something was signed and never said: something else was said in its place. */
  static boolean unsaid(PbftRun run, int node, Class<? extends Message> kind) {
    Set<Message> said = new LinkedHashSet<>(said(run, node, kind));
    return signed(run, node, kind).stream().anyMatch(message -> !said.contains(message));
  }

  /** Two proposals for one view and height. */
  static boolean proposesTwice(PbftRun run, int node) {
    List<PrePrepare> proposals = said(run, node, PrePrepare.class).stream().distinct().toList();
    Set<VoteSlot> ballots = new LinkedHashSet<>();
    return proposals.stream()
        .anyMatch(each -> !ballots.add(new VoteSlot(each.view(), each.block().height())));
  }

  /** Two PREPAREs for different blocks at one view and height. */
  static boolean votesTwice(PbftRun run, int node) {
    List<Prepare> votes = said(run, node, Prepare.class).stream().distinct().toList();
    Set<VoteSlot> ballots = new LinkedHashSet<>();
    return votes.stream().anyMatch(each -> !ballots.add(new VoteSlot(each.view(), each.height())));
  }

  /** A vote for a block without a proposal there. */
  static boolean votesForNothing(PbftRun run, int node) {
    Set<Message> possible = new LinkedHashSet<>();
    for (int i = 0; i < run.network.members().size(); i++) {
      for (PrePrepare each : said(run, i, PrePrepare.class)) {
        long height = each.block().height();
        Hash block = each.block().hash();
        possible.add(new Prepare(each.view(), height, block));
        possible.add(new Commit(each.view(), height, block));
      }
    }
    List<Message> votes = new ArrayList<>(said(run, node, Prepare.class));
    votes.addAll(said(run, node, Commit.class));
    return !possible.containsAll(votes);
  }

  /** The members shown to have left for a new view. */
  static Set<PublicKey> senders(NewView newView) {
    return newView.proofs().stream()
        .map(NewView.ViewChangeProof::sender)
        .collect(Collectors.toSet());
  }

  /** Two others were sent NEW-VIEWs for one view, each with a whole quorum, that differ. */
  static boolean showsTwoQuorums(PbftRun run, int node, int quorum) {
    Map<Long, Set<NewView>> shown = new LinkedHashMap<>();
    for (NewView each : said(run, node, NewView.class)) {
      if (senders(each).size() == quorum
          && each.proofs().stream().allMatch(it -> it.viewChange().newView() == each.view())) {
        shown.computeIfAbsent(each.view(), key -> new LinkedHashSet<>()).add(each);
      }
    }
    return shown.values().stream().anyMatch(versions -> versions.size() > 1);
  }

  static boolean proposesInOthersView(PbftRun run, int node) {
    PublicKey self = run.network.members().key(node);
    return said(run, node, PrePrepare.class).stream()
        .anyMatch(
            each -> !NormalCaseVotes.primary(run.network.members(), each.view()).equals(self));
  }

  /** A proposal whose height is not its parent's plus 1. */
  static boolean proposesAtOtherHeight(PbftRun run, int node) {
    List<PrePrepare> proposals = said(run, node, PrePrepare.class);
    return proposals.stream()
        .map(PrePrepare::block)
        .anyMatch(
            block ->
                proposals.stream()
                    .map(PrePrepare::block)
                    .anyMatch(
                        other ->
                            other.hash().equals(block.parent())
                                && other.height() + 1 != block.height()));
  }

  static boolean refused(PbftRun run, String words) {
    return run.network.rejected.stream().anyMatch(each -> each.reason().contains(words));
  }

  static boolean refused(PbftRun run, int node, String words) {
    return run.refused(node).stream().anyMatch(reason -> reason.contains(words));
  }

  static boolean passesOn(PbftRun run, int node) {
    PublicKey self = run.network.members().key(node);
    return run.said(node).stream()
        .anyMatch(
            envelope ->
                NormalCaseVotes.phaseOf(envelope.code()).isPresent()
                    && !envelope.sender().equals(self));
  }

  private static List<OrderedReply> replies(PbftRun run, int node) {
    return run.network.nodes.get(node).said.stream()
        .filter(Output.Reply.class::isInstance)
        .map(output -> ((Output.Reply) output).message())
        .filter(OrderedReply.class::isInstance)
        .map(OrderedReply.class::cast)
        .toList();
  }

  /** A reply with a result, a height or a view that no other node gives. */
  static boolean answersOtherwise(PbftRun run, int node) {
    Set<Receipt> results = new LinkedHashSet<>();
    Set<List<Object>> heights = new LinkedHashSet<>();
    Set<Long> views = new LinkedHashSet<>();
    for (int other : run.honest()) {
      if (other != node) {
        for (OrderedReply reply : replies(run, other)) {
          results.add(reply.receipt());
          heights.add(List.of(reply.receipt().request(), reply.height()));
          views.add(reply.view());
        }
      }
    }
    return replies(run, node).stream()
        .anyMatch(
            reply ->
                !results.contains(reply.receipt())
                    || !heights.contains(List.of(reply.receipt().request(), reply.height()))
                    || !views.contains(reply.view()));
  }

  static boolean proposesFor(PbftRun run, int node, PublicKey client) {
    return said(run, node, PrePrepare.class).stream()
        .flatMap(proposal -> proposal.block().transactions().stream())
        .anyMatch(transaction -> transaction.request().sender().equals(client));
  }

  static Set<Integer> codes(PbftRun run, int node, int to) {
    Set<Integer> codes = new LinkedHashSet<>();
    run.said(node, to).stream().map(Envelope::code).forEach(codes::add);
    return codes;
  }
}
