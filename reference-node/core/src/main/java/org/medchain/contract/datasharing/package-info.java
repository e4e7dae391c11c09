/**
 * Offers, and agreements that trigger themselves (paper §3.2.5, §4 (3); CON-10 to CON-13); data
 * requests, and deals that are drawn from offers and signed (CON-37 to CON-41; decision 0195).
 */
package org.medchain.contract.datasharing;
