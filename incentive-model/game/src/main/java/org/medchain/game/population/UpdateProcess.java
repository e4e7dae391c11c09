package org.medchain.game.population;

/**
 * How a finite population changes its strategies. The unit of time is an event, in which at most
 * one individual changes ({@link SingleStepProcess}), or a generation ({@link
 * WrightFisherProcess}).
 */
public sealed interface UpdateProcess permits SingleStepProcess, WrightFisherProcess {}
