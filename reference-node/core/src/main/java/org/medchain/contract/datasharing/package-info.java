/**
 * Offers, agreements that trigger themselves, data requests and deals (paper §3.2.5, §4 (3); CON-10
 * to CON-13, CON-37 to CON-41).
 */
package org.medchain.contract.datasharing;
