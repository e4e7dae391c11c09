package org.medchain.game.population;

/**
 * How a finite population changes its strategies. The unit of time is an event, in which at most
 * one individual changes ({@link OneStep}), or a generation ({@link WrightFisher}).
 */
public sealed interface UpdateProcess permits OneStep, WrightFisher {}
