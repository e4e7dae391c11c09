package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code medchain node} says of its options. */
class NodeCommandTest {
  /** FN-7: a wrong behaviour ends the command before it looks at the config. */
  @Test
  void aWrongBehaviourIsAnsweredWithThoseThatThereAre() {
    CommandRunner.CommandResult ended =
        CommandRunner.node("--config=absent.yaml", "--adversary=equivocate");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .startsWith(
            "adversary: adversaries[0].behaviour is \"equivocate\"; allowed: one of silence");
  }
}
