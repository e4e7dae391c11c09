/**
 * The commands {@code medchain schedules} and {@code medchain mutants}: their options, their
 * output, their exit codes.
 */
package org.medchain.chaos.command;
