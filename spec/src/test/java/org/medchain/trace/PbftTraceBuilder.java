package org.medchain.trace;

import java.util.ArrayList;
import java.util.List;
import org.medchain.trace.PbftTraceText.Line;
import org.medchain.trace.PbftTraceText.Named;
import org.medchain.trace.PbftTraceText.Proof;
import org.medchain.trace.PbftTraceText.Votes;

/**
 * A trace of PBFT written by hand: blocks are named by letters, and a checkpoint is named after its
 * block. A node's message about a block in a view has one id, so that who hears it need not be told
 * which it is. The chain is g – a – b – c – d – e; x stands on g too, and y on x.
 */
final class PbftTraceBuilder {
  private final PbftTraceText text;
  private final int members;
  private final List<Integer> faulty;

  /** Nodes from the first on are members, the others spare ones. */
  PbftTraceBuilder(int nodes, int members, List<Integer> faulty, int window) {
    this.members = members;
    this.faulty = List.copyOf(faulty);
    text = new PbftTraceText(nodes, members, faulty, window);
  }

  /** Four members, of whom the last is faulty; W is 2, K is 1. */
  static PbftTraceBuilder four() {
    return new PbftTraceBuilder(4, 4, List.of(3), 2);
  }

  /** The same with a correct node that is no member. */
  static PbftTraceBuilder fourAndOne() {
    return new PbftTraceBuilder(5, 4, List.of(3), 2);
  }

  /** Six members, of whom a whole quorum is faulty: what PBFT promises to nobody. */
  static PbftTraceBuilder overrun() {
    return new PbftTraceBuilder(6, 6, List.of(2, 3, 4, 5), 2);
  }

  /** What is said of a block from here on: another parent than before, of the same height. */
  PbftTraceBuilder parent(String name, String parent) {
    text.parent(name, parent);
    return this;
  }

  PbftTraceBuilder holds(String block, String... requests) {
    text.requests(block, List.of(requests));
    return this;
  }

  PbftTraceBuilder reply(int node, String request, String result) {
    Line line = new Line(node, "Reply", -1, request, result);
    return add(line, -1, -1, "", "", PbftTraceText.rest(List.of()));
  }

  private Named named(String block) {
    return text.named(block);
  }

  private PbftTraceBuilder add(
      Line line, int view, int height, String block, String parent, String rest) {
    text.add(line, view, height, block, parent, rest);
    return this;
  }

  private PbftTraceBuilder act(
      int node, String action, String message, int view, String block, Votes... certificates) {
    Named of = named(block);
    return add(
        new Line(node, action, -1, "", message),
        view,
        of.height(),
        block,
        of.parent(),
        PbftTraceText.rest(List.of(), certificates));
  }

  private PbftTraceBuilder hear(
      int node, String action, int sender, String message, int view, String block) {
    Named of = named(block);
    return add(
        new Line(node, action, sender, message, ""),
        view,
        of.height(),
        block,
        action.equals("ReceivePrePrepare") ? of.parent() : "",
        PbftTraceText.rest(List.of()));
  }

  PbftTraceBuilder propose(int node, int view, String block) {
    return act(node, "SendPrePrepare", PbftTraceText.vote("vote", node, view, block), view, block);
  }

  PbftTraceBuilder hearProposal(int node, int sender, int view, String block) {
    String message = PbftTraceText.vote("vote", sender, view, block);
    return hear(node, "ReceivePrePrepare", sender, message, view, block);
  }

  PbftTraceBuilder prepare(int node, int view, String block) {
    return prepareOn(node, view, block, PbftTraceText.decided(view, named(block).parent()));
  }

  /** A vote that names these certificates of the parent. */
  PbftTraceBuilder prepareOn(int node, int view, String block, Votes... parent) {
    return act(
        node, "SendPrepare", PbftTraceText.vote("vote", node, view, block), view, block, parent);
  }

  PbftTraceBuilder hearPrepare(int node, int sender, int view, String block) {
    return hear(
        node,
        "ReceivePrepare",
        sender,
        PbftTraceText.vote("vote", sender, view, block),
        view,
        block);
  }

  /** A COMMIT in the certificate's view. */
  PbftTraceBuilder commit(int node, String block, Votes prepared) {
    return commitIn(node, prepared.view(), block, prepared);
  }

  PbftTraceBuilder commitIn(int node, int view, String block, Votes prepared) {
    return act(
        node, "SendCommit", PbftTraceText.vote("commit", node, view, block), view, block, prepared);
  }

  PbftTraceBuilder hearCommit(int node, int sender, int view, String block) {
    return hear(
        node,
        "ReceiveCommit",
        sender,
        PbftTraceText.vote("commit", sender, view, block),
        view,
        block);
  }

  PbftTraceBuilder decide(int node, String block, Votes commits) {
    return act(node, "Decide", "", commits.view(), block, commits);
  }

  PbftTraceBuilder execute(int node, String block) {
    return act(node, "Execute", "", -1, block);
  }

  /** A block comes with its COMMITs, and a checkpoint if one stands before them. */
  PbftTraceBuilder hearDecided(int node, int sender, String block, Votes... certificates) {
    Named of = named(block);
    return add(
        new Line(node, "ReceiveDecidedBlock", sender, "decided " + block, ""),
        -1,
        of.height(),
        block,
        of.parent(),
        PbftTraceText.rest(List.of(), certificates));
  }

  PbftTraceBuilder hearBlock(int node, int sender, String block) {
    Named of = named(block);
    return add(
        new Line(node, "ReceiveBlock", sender, "block " + block, ""),
        -1,
        of.height(),
        block,
        of.parent(),
        PbftTraceText.rest(List.of()));
  }

  private PbftTraceBuilder checkpointLine(
      Line line, int view, String checkpoint, String block, Votes... certificates) {
    return add(
        line,
        view,
        named(block).height(),
        checkpoint,
        block,
        PbftTraceText.rest(List.of(), certificates));
  }

  PbftTraceBuilder checkpoint(int node, String name, String block) {
    String message = PbftTraceText.vote("checkpoint", node, 0, name);
    return checkpointLine(new Line(node, "SendCheckpoint", -1, "", message), -1, name, block);
  }

  PbftTraceBuilder hearCheckpoint(int node, int sender, String name, String block) {
    String message = PbftTraceText.vote("checkpoint", sender, 0, name);
    return checkpointLine(
        new Line(node, "ReceiveCheckpoint", sender, message, ""), -1, name, block);
  }

  PbftTraceBuilder stabilise(int node, String name, String block, Votes... stable) {
    return checkpointLine(new Line(node, "Stabilise", -1, "", ""), -1, name, block, stable);
  }

  PbftTraceBuilder install(int node, String name, String block, Votes... stableAndDecided) {
    return checkpointLine(new Line(node, "Install", -1, "", ""), -1, name, block, stableAndDecided);
  }

  PbftTraceBuilder leave(int node, int view, Votes... certificates) {
    return add(
        new Line(node, "SendViewChange", -1, "", PbftTraceText.viewChange(node, view)),
        view,
        -1,
        "",
        "",
        PbftTraceText.rest(List.of(), certificates));
  }

  PbftTraceBuilder hearViewChange(int node, int sender, int view, Votes... certificates) {
    return add(
        new Line(node, "ReceiveViewChange", sender, PbftTraceText.viewChange(sender, view), ""),
        view,
        -1,
        "",
        "",
        PbftTraceText.rest(List.of(), certificates));
  }

  /** What a NEW-VIEW shows gives its id, as far as its number goes. */
  PbftTraceBuilder open(int node, int view, List<Proof> proofs, Votes... demanded) {
    String message = PbftTraceText.newView(node, view, proofs);
    return add(
        new Line(node, "SendNewView", -1, "", message),
        view,
        -1,
        "",
        "",
        PbftTraceText.rest(proofs, demanded));
  }

  PbftTraceBuilder hearNewView(int node, int sender, int view, List<Proof> proofs) {
    String message = PbftTraceText.newView(sender, view, proofs);
    return add(
        new Line(node, "ReceiveNewView", sender, message, ""),
        view,
        -1,
        "",
        "",
        PbftTraceText.rest(proofs));
  }

  PbftTraceBuilder enter(int node, int sender, int view, List<Proof> proofs, Votes... demanded) {
    String message = PbftTraceText.newView(sender, view, proofs);
    return add(
        new Line(node, "EnterView", -1, "", message),
        view,
        -1,
        "",
        "",
        PbftTraceText.rest(proofs, demanded));
  }

  /** An epoch, with its members in their order, if they are told. */
  PbftTraceBuilder enterEpoch(int node, int epoch, int first, int... order) {
    Votes told = new Votes("members", epoch * 1000, "", "", first, order);
    Votes[] certificates = order.length == 0 ? new Votes[0] : new Votes[] {told};
    return add(
        new Line(node, "EnterEpoch", -1, "", ""),
        epoch * 1000,
        first,
        "",
        "",
        PbftTraceText.rest(List.of(), certificates));
  }

  /** A restart in a view that the node was in, with this block decided last. */
  PbftTraceBuilder restart(int node, int view, String block, Votes... certificates) {
    return act(node, "Restart", "", view, block, certificates);
  }

  /** The same in a view that it waits for. */
  PbftTraceBuilder restartWaiting(int node, int view, String block, Votes... certificates) {
    return act(node, "Restart", PbftTraceText.viewChange(node, view), view, block, certificates);
  }

  PbftTraceBuilder timeOut(int node, String timer) {
    Line line = new Line(node, "TimeOut", -1, "timer:" + timer, "");
    return add(line, -1, -1, "", "", PbftTraceText.rest(List.of()));
  }

  PbftTraceBuilder goOn(int node) {
    return line(node, "Ignore");
  }

  PbftTraceBuilder line(int node, String action) {
    return add(new Line(node, action, -1, "", ""), -1, -1, "", "", PbftTraceText.rest(List.of()));
  }

  private List<Integer> correctMembers() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      if (!faulty.contains(i)) {
        all.add(i);
      }
    }
    return all;
  }

  /** The first member proposes in view 0, and all correct ones hear it. */
  PbftTraceBuilder proposed(String block) {
    propose(0, 0, block);
    correctMembers().stream().filter(each -> each != 0).forEach(r -> hearProposal(r, 0, 0, block));
    return this;
  }

  /** The same, and all vote and hear all. */
  PbftTraceBuilder voted(String block) {
    proposed(block);
    List<Integer> all = correctMembers();
    all.stream().filter(each -> each != 0).forEach(each -> prepare(each, 0, block));
    for (int r : all) {
      all.stream().filter(s -> s != 0 && s != r).forEach(s -> hearPrepare(r, s, 0, block));
    }
    return this;
  }

  /** The same, and all send COMMIT. */
  PbftTraceBuilder committed(String block) {
    voted(block);
    int[] voters = voters();
    correctMembers().forEach(each -> commit(each, block, PbftTraceText.prepared(0, block, voters)));
    return this;
  }

  /** The same, and all hear it. */
  PbftTraceBuilder heard(String block) {
    committed(block);
    List<Integer> all = correctMembers();
    for (int r : all) {
      all.stream().filter(s -> s != r).forEach(s -> hearCommit(r, s, 0, block));
    }
    return this;
  }

  /** These members decide it and execute it. */
  PbftTraceBuilder executed(String block, int... nodes) {
    for (int each : nodes) {
      decide(each, block, PbftTraceText.decided(0, block, voters()));
      execute(each, block);
    }
    return this;
  }

  /** The same, and send CHECKPOINT. */
  PbftTraceBuilder done(String block, int... nodes) {
    for (int each : nodes) {
      executed(block, each).checkpoint(each, "checkpoint " + block, block);
    }
    return this;
  }

  /** All correct members get through with these blocks, one after the other. */
  PbftTraceBuilder chain(String... names) {
    for (String each : names) {
      heard(each).done(each, voters());
    }
    return this;
  }

  PbftTraceBuilder checkpoints(String block) {
    List<Integer> all = correctMembers();
    for (int r : all) {
      all.stream()
          .filter(s -> s != r)
          .forEach(s -> hearCheckpoint(r, s, "checkpoint " + block, block));
    }
    return this;
  }

  /** The certificate of these. */
  Votes checkpointed(String block) {
    return PbftTraceText.stable("checkpoint " + block, block, voters());
  }

  /** Who the correct members are. */
  int[] voters() {
    return correctMembers().stream().mapToInt(Integer::intValue).toArray();
  }

  List<String> lines() {
    return text.lines();
  }
}
