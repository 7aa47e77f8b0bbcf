import {goodsLists} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const goodsListsCommand = questionCommand(goodsLists);
