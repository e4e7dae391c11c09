package org.medchain.study.analyse;

import java.util.List;
import org.medchain.credit.CreditParameters;
import org.medchain.experiments.config.Refusal;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.output.Findings;
import org.medchain.study.work.Work;

/**
 * Whether the scheme of credit points does what it is for (GAME-12, GAME-13, GAME-16): conditions,
 * regions of parameters, sensitivity, budget, repairs.
 */
public final class Analysing {
  private final StudyFile study;
  private final Work work;
  private final Findings findings;
  private final Section wanted;

  /** A study, and where what is found goes. */
  public Analysing(StudyFile study, Work work, Findings findings) {
    this.study = study;
    this.work = work;
    this.findings = findings;
    this.wanted = study.section("analyse");
  }

  /** Does all that was asked for. */
  public void run() throws Refusal {
    study.requireStrategies("analyse");
    if (!(study.game() instanceof StudyGame.Credit credit)) {
      throw study
          .values()
          .refusal(
              "game/kind",
              "'game analyse' stands with a game that is not of the credit points",
              "allowed: the kind credit; or 'game solve', 'evolve', 'simulate'");
    }
    CreditParameters parameters = credit.parameters();
    Setup setup = new Setup(study, parameters, wanted, work, findings);
    RegionMap regions = new RegionMap(setup);
    regions.check();
    Sensitivity.check(setup);
    RepairTable.check(setup);
    describe();
    new SettingTable(credit, findings).tell();
    List<String> parts = wanted.words("parts");
    for (String part : parts) {
      switch (part) {
        case "conditions" -> ConditionTable.find(setup);
        case "regions" -> regions.find();
        case "sensitivity" -> Sensitivity.find(setup);
        case "budget" -> new BudgetSeries(setup).find();
        case "repairs" -> RepairTable.find(setup);
        default -> throw new IllegalStateException("the schema knows no other part");
      }
    }
  }

  private void describe() {
    findings.heading(study.title());
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    findings.text(
        "Amounts are cash unless points are named. The economy's numbers are assumptions, not"
            + " measurements. Seed of all draws: "
            + study.seed()
            + "."
            + source);
  }
}
