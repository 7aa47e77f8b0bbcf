import {goodsLists} from "../../surface/index.ts";
import {questionCommand} from "../shell/question-command.ts";

export const goodsListsCommand = questionCommand(goodsLists);
