package org.medchain.comparison.config;

/**
 * A trial's place on the axes of the game (CMP-53).
 *
 * @param dishonest share of the patients who upload false records
 * @param lazy share of the verifiers who vote "valid" without looking
 * @param reward of a record that is found valid, in points
 * @param penalty of one that is found false, in points
 */
public record IncentiveSetting(double dishonest, double lazy, int reward, int penalty) {}
