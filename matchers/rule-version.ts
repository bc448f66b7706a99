/** Version of the rules. Any change that can change a finding, a figure or a conclusion raises it. */
export const RULE_VERSION = '2.3.0';
