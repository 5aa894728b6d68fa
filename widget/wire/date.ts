/**
 * A date as it travels: REST answers carry ISO strings, DDP frames carry EJSON `{"$date": <epoch ms>}`.
 * @see reference: Meteor EJSON; Rocket.Chat REST envelope (`ApiClass`)
 */
export type WireDate = string | { $date: number };
