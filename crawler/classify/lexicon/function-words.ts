import { wordSet } from './word-set.ts';

/** Words that end an object: what follows says where, how or for whom. */
export const PREPOSITIONS = wordSet(
  `from by for to in into with on onto of at as via using through within across under between against after before during
   without about based that which where when if so because while until unless including such like per inside over and or
   then given whose upon`,
);

export const DETERMINERS = wordSet(
  `a an the this that these those all any some each every one two multiple several many more your its their his her our
   my it them current specific specified given existing new single both another other user particular selected`,
);

/** Words that may stand before the verb of a sentence without changing it. */
export const ADVERBS = wordSet(
  `permanently quickly automatically safely optionally recursively intelligently easily first then also manually please now
   force just only asynchronously immediately always simply directly securely irreversibly temporarily completely efficiently
   programmatically dynamically forcefully forcibly fully instantly properly accurately again soft hard bulk batch mass
   unified advanced guarded simple quick smart powerful comprehensive deeply remotely locally gracefully
   selectively effectively essentially basically primarily actually currently successfully silently atomically mcp
   experimental beta deprecated internal readonly important note warning required`,
);

export const NEGATIONS = wordSet(
  `not never no cannot without doesn't don't won't can't isn't nor neither doesnt dont wont cant avoid avoids prevents
   prevent instead unlike`,
);
