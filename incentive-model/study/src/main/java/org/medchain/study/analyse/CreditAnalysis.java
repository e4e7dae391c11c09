package org.medchain.study.analyse;

import java.util.List;
import org.medchain.credit.CreditParameters;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.StudyResults;
import org.medchain.study.repeated.Repeating;

/**
 * Whether the scheme of credit points achieves its aims (GAME-12, GAME-13, GAME-16): conditions,
 * regions of parameters, sensitivity, budget, repairs. Repeated games have an analysis of their own
 * (GAME-28).
 *
 * @param study what is asked
 * @param work how it is done
 * @param findings get the results
 */
public record CreditAnalysis(StudyFile study, StudyExecution work, StudyResults findings) {
  /** Runs all requested parts. */
  public void run() throws UserInputException {
    if (study.game() instanceof StudyGame.Repeated repeated) {
      new Repeating(study, repeated.play(), work, findings).run();
      return;
    }
    if (!(study.game() instanceof StudyGame.CreditStudyGame credit)) {
      throw study
          .values()
          .refusal(
              "game/kind",
              "'game analyse' stands with a game that is neither of the credit points nor repeated",
              "allowed: the kinds credit, repeated; or 'game solve', 'evolve', 'simulate'");
    }
    StudySection wanted = study.section("analyse");
    CreditParameters parameters = credit.parameters();
    AnalysisContext setup = new AnalysisContext(study, parameters, wanted, work, findings);
    RegionAnalysis regions = new RegionAnalysis(setup);
    regions.check();
    SensitivityAnalysis.check(setup);
    MechanismTable.check(setup);
    RewardRuleTable.rules(setup);
    describe();
    new ParameterTable(credit, findings).report();
    List<String> parts = wanted.texts("parts");
    for (String part : parts) {
      switch (part) {
        case "conditions" -> ConditionTable.report(setup);
        case "regions" -> regions.report();
        case "sensitivity" -> SensitivityAnalysis.report(setup);
        case "budget" -> new BudgetSeries(setup).report();
        case "repairs" -> MechanismTable.report(setup);
        case "reward_rules" -> RewardRuleTable.report(setup);
        default -> throw new IllegalStateException("the schema knows no other part");
      }
    }
  }

  private void describe() {
    findings.heading(study.title());
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    findings.text(
        ("Amounts are cash unless points are named. The economy's numbers are "
                + "assumptions, not measurements. Seed of all draws: %s.%s")
            .formatted(study.seed(), source));
  }
}
