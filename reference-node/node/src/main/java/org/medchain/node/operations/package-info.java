/**
 * The operator's view: status, health, metrics, logs.
 *
 * <p>Name, view and height are properties of the logging context and not of a thread (MDC): most
 * lines come from threads that know none of them. The library (logback) is there at run time only
 * and is reached by reflection.
 */
package org.medchain.node.operations;
