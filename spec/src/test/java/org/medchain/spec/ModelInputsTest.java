package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** A change of anything that a checker reads is another input (decision 0190). */
class ModelInputsTest {
  private final ModelTest usual = new PbftChainModelTest();

  @Test
  void extendedModulesOfThisProjectBelongToIt() {
    assertThat(ModelInputs.modules(Repository.file("spec/tla/PbftMessagesSim.tla")))
        .extracting(path -> path.getFileName().toString())
        .containsExactlyInAnyOrder("PbftMessagesSim.tla", "PbftMessages.tla", "Rules.tla");
  }

  @Test
  void theConfigurationAndTheWayOfCheckingBelongToIt() {
    Case each = usual.cases().getFirst();
    String inputs = ModelInputs.of(usual, each);
    assertThat(ModelInputs.of(usual, usual.cases().get(1))).isNotEqualTo(inputs);
    assertThat(ModelInputs.of(new LedgerModelsTest(), each)).as("checked alike").isEqualTo(inputs);
    assertThat(ModelInputs.of(new PbftMessagesModelTest(), each))
        .as("checked otherwise")
        .isNotEqualTo(inputs);
  }
}
